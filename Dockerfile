# The hosted dashboard, one replica: docs/hosting.md, «In a container». It refuses to start without its settings.
FROM python:3.13-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/dashboard --create-home --shell /usr/sbin/nologin dashboard \
    && install -d -o dashboard -g dashboard -m 0700 /var/backups/dashboard

WORKDIR /opt/dashboard
COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check -r requirements.txt
COPY . .
RUN python -m compileall -q .

# No TZ: the dashboard goes by the zone's time, which is a setting, and the time zones come with requirements.txt.
ENV DASHBOARD_STORE=/var/lib/dashboard/store \
    DASHBOARD_HOSTING=/etc/dashboard/hosting.toml \
    DASHBOARD_OPEN_BROWSER=0 \
    PYTHONUTF8=1 \
    PYTHONUNBUFFERED=1
USER dashboard
VOLUME ["/var/lib/dashboard", "/var/backups/dashboard"]
EXPOSE 8501
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/healthz', timeout=9)"]
# All addresses of the container: which of the machine's lead here is said where it is run.
CMD ["python", "-m", "streamlit", "run", "app.py", "--server.address", "0.0.0.0", "--server.port", "8501"]
