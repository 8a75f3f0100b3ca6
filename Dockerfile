# The service in an image: built in one stage, run by a user without rights in another that holds no build tools.

FROM python:3.13-slim AS build
WORKDIR /build
RUN python -m venv /opt/thidua
ENV PATH=/opt/thidua/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY app app
COPY graph graph
COPY loaders loaders
COPY ontology ontology
RUN pip install --constraint constraints.txt .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/thidua --create-home thidua
COPY --from=build /opt/thidua /opt/thidua
# All interfaces of the container; what is published of it, and to whom, is the host's decision.
ENV PATH=/opt/thidua/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    THIDUA_HOME=/var/lib/thidua THIDUA_HOST=0.0.0.0 THIDUA_PORT=8000
USER thidua
WORKDIR /var/lib/thidua
VOLUME /var/lib/thidua
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["thidua", "serve"]
