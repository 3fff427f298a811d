# syntax=docker/dockerfile:1
# The atlas as one image: built once, served by a user without rights over a file system that is not written to.
FROM python:3.11-slim-bookworm AS made
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /atlas
RUN python -m venv .venv
COPY requirements-postgres.lock pyproject.toml ./
RUN .venv/bin/pip install --quiet --require-hashes -r requirements-postgres.lock
COPY geodata geodata
COPY layers layers
COPY app app
COPY data data
# The address that the files of the whole atlas name; the same as ATLAS_PUBLIC_URL when it runs.
ARG ATLAS_PUBLIC_URL=
ENV ATLAS_PUBLIC_URL=$ATLAS_PUBLIC_URL
RUN .venv/bin/python -m app build --all && rm -rf build/cache && .venv/bin/python -m compileall -q geodata layers app

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 atlas && useradd --uid 10001 --gid atlas --no-create-home --shell /usr/sbin/nologin atlas \
 && install -d -o atlas -g atlas /own
COPY --from=made /atlas /atlas
WORKDIR /atlas
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PATH=/atlas/.venv/bin:$PATH \
    HOST=0.0.0.0 PORT=8050 ATLAS_OWN=/own ATLAS_LOG=json
USER 10001:10001
EXPOSE 8050
VOLUME /own
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=3 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8050/readyz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["python", "-m", "app", "serve"]
