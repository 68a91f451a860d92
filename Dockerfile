# The product as one image: web, worker, beat and migrate differ only in their command.
FROM python:3.11-slim-bookworm

# Pango sets the letters; the Noto fonts hold every language a district writes home in.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
        fonts-noto-core fonts-noto-cjk tzdata \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PSA_VAR=/srv/psa
WORKDIR /app

# Before the code, so that a change of the code does not install everything anew.
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

RUN useradd --system --uid 10001 --home-dir /srv/psa --create-home psa
COPY . .

# Nothing connects to this address; settings merely insist that there is one.
RUN SECRET_KEY=build DATABASE_WORKER_URL=postgres:///none \
    python manage.py collectstatic --noinput -v0 \
    && mkdir -p /srv/psa/files \
    && chown -R psa:psa /srv/psa

USER psa
EXPOSE 8000
# The log of requests names no query and no referring page: a search holds a child's name.
CMD ["gunicorn", "psa.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--graceful-timeout", "30", \
     "--access-logfile", "-", \
     "--access-logformat", "%(h)s %(t)s \"%(m)s %(U)s\" %(s)s %(b)s %(L)s"]
