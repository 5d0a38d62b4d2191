-- Galaxy's triggers on PostgreSQL: they keep history_audit, and say on a channel which history changed.
CREATE FUNCTION public.fn_audit_history_by_history_id() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _history_id integer;
                BEGIN
                    INSERT INTO history_audit (history_id, update_time)
                    SELECT DISTINCT history_id, clock_timestamp() AT TIME ZONE 'UTC'
                    FROM new_table
                    WHERE history_id IS NOT NULL
                    ON CONFLICT DO NOTHING;
                    
                    FOR _history_id IN SELECT DISTINCT history_id FROM new_table WHERE history_id IS NOT NULL
                    LOOP
                        PERFORM pg_notify('galaxy_history_update', _history_id::text);
                    END LOOP;
            
                    RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.fn_audit_history_by_id() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _history_id integer;
                BEGIN
                    INSERT INTO history_audit (history_id, update_time)
                    SELECT DISTINCT id, clock_timestamp() AT TIME ZONE 'UTC'
                    FROM new_table
                    WHERE id IS NOT NULL
                    ON CONFLICT DO NOTHING;
                    
                    FOR _history_id IN SELECT DISTINCT id FROM new_table WHERE id IS NOT NULL
                    LOOP
                        PERFORM pg_notify('galaxy_history_update', _history_id::text);
                    END LOOP;
            
                    RETURN NULL;
                END;
            $$;
CREATE TRIGGER trigger_history_audit_by_history_id_ais AFTER INSERT ON public.history_dataset_association REFERENCING NEW TABLE AS new_table FOR EACH STATEMENT EXECUTE FUNCTION public.fn_audit_history_by_history_id();
CREATE TRIGGER trigger_history_audit_by_history_id_ais AFTER INSERT ON public.history_dataset_collection_association REFERENCING NEW TABLE AS new_table FOR EACH STATEMENT EXECUTE FUNCTION public.fn_audit_history_by_history_id();
CREATE TRIGGER trigger_history_audit_by_history_id_aus AFTER UPDATE ON public.history_dataset_association REFERENCING NEW TABLE AS new_table FOR EACH STATEMENT EXECUTE FUNCTION public.fn_audit_history_by_history_id();
CREATE TRIGGER trigger_history_audit_by_history_id_aus AFTER UPDATE ON public.history_dataset_collection_association REFERENCING NEW TABLE AS new_table FOR EACH STATEMENT EXECUTE FUNCTION public.fn_audit_history_by_history_id();
CREATE TRIGGER trigger_history_audit_by_id_ais AFTER INSERT ON public.history REFERENCING NEW TABLE AS new_table FOR EACH STATEMENT EXECUTE FUNCTION public.fn_audit_history_by_id();
CREATE TRIGGER trigger_history_audit_by_id_aus AFTER UPDATE ON public.history REFERENCING NEW TABLE AS new_table FOR EACH STATEMENT EXECUTE FUNCTION public.fn_audit_history_by_id();
