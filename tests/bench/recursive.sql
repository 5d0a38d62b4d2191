-- What a dataset comes from, straight from Galaxy's tables: executions are map-overs, or single jobs outside of one.
-- %(seed)s: id of the HDA. Gives kind and id of everything upstream, and the dataset itself.
WITH RECURSIVE up (kind, id) AS (
  SELECT 'hda'::text, %(seed)s::integer
  UNION
  SELECT near.kind, near.id
  FROM up, LATERAL (
    SELECT CASE WHEN m.id IS NULL THEN 'job' ELSE 'icj' END, coalesce(m.implicit_collection_jobs_id, o.job_id)
      FROM job_to_output_dataset o
      LEFT JOIN implicit_collection_jobs_job_association m ON m.job_id = o.job_id
      WHERE up.kind = 'hda' AND o.dataset_id = up.id
    UNION ALL
    SELECT 'hda', h.copied_from_history_dataset_association_id
      FROM history_dataset_association h
      WHERE up.kind = 'hda' AND h.id = up.id AND h.copied_from_history_dataset_association_id IS NOT NULL
    UNION ALL
    SELECT 'hdca', c.copied_from_history_dataset_collection_association_id
      FROM history_dataset_collection_association c
      WHERE up.kind = 'hdca' AND c.id = up.id AND c.copied_from_history_dataset_collection_association_id IS NOT NULL
    UNION ALL
    SELECT 'icj', c.implicit_collection_jobs_id
      FROM history_dataset_collection_association c
      WHERE up.kind = 'hdca' AND c.id = up.id AND c.implicit_collection_jobs_id IS NOT NULL
    UNION ALL
    SELECT CASE WHEN m.id IS NULL THEN 'job' ELSE 'icj' END, coalesce(m.implicit_collection_jobs_id, o.job_id)
      FROM job_to_output_dataset_collection o
      LEFT JOIN implicit_collection_jobs_job_association m ON m.job_id = o.job_id
      WHERE up.kind = 'hdca' AND o.dataset_collection_id = up.id
    UNION ALL
    SELECT 'hda', coalesce(e.hda_id, i.hda_id)
      FROM history_dataset_collection_association c
      JOIN dataset_collection_element e ON e.dataset_collection_id = c.collection_id
      LEFT JOIN dataset_collection_element i ON i.dataset_collection_id = e.child_collection_id
      WHERE up.kind = 'hdca' AND c.id = up.id AND coalesce(e.hda_id, i.hda_id) IS NOT NULL
    UNION ALL
    SELECT 'hda', i.dataset_id
      FROM job_to_input_dataset i
      WHERE up.kind = 'job' AND i.job_id = up.id
    UNION ALL
    SELECT 'hdca', i.dataset_collection_id
      FROM job_to_input_dataset_collection i
      WHERE up.kind = 'job' AND i.job_id = up.id
    UNION ALL
    SELECT 'hda', i.dataset_id
      FROM implicit_collection_jobs_job_association m
      JOIN job_to_input_dataset i ON i.job_id = m.job_id
      WHERE up.kind = 'icj' AND m.implicit_collection_jobs_id = up.id
    UNION ALL
    SELECT 'hdca', i.input_dataset_collection_id
      FROM history_dataset_collection_association c
      JOIN implicitly_created_dataset_collection_inputs i ON i.dataset_collection_id = c.id
      WHERE up.kind = 'icj' AND c.implicit_collection_jobs_id = up.id
  ) AS near (kind, id)
  WHERE near.id IS NOT NULL
)
