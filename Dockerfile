# Two stages: the first builds the explorer and the wheel and installs them with the pinned dependencies, the second holds
# the result and nothing that built it. All steps are scripts/install-into, which the tests run as well.
FROM python:3.13.9-slim-bookworm AS build
WORKDIR /src
COPY requirements.lock ./
COPY scripts/install-into scripts/
RUN scripts/install-into /opt/gateway --pins
COPY . .
RUN scripts/install-into /opt/gateway

FROM python:3.13.9-slim-bookworm
RUN groupadd --gid 10001 gateway \
    && useradd --uid 10001 --gid gateway --no-create-home --home-dir /var/lib/gateway --shell /usr/sbin/nologin gateway \
    && install --directory --owner gateway --group gateway /var/lib/gateway
COPY --from=build /opt/gateway /opt/gateway
ENV PATH=/opt/gateway/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    GQL_HOST=0.0.0.0 \
    GQL_PORT=8000
# The only place that is written, and only by the embedded database: everything else may be mounted read-only.
WORKDIR /var/lib/gateway
VOLUME /var/lib/gateway
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"GQL_PORT\"]}/health/live', timeout=4)"]
ENTRYPOINT ["python", "-m", "gql"]
CMD ["serve"]
