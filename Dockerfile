# The portal for production. Everything that differs between machines comes from the environment: see .env.example.
FROM python:3.13-slim AS build
ENV PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /portal
RUN python -m venv /venv
COPY requirements/production.txt requirements/
RUN /venv/bin/pip install --require-hashes -r requirements/production.txt
COPY . .
# Made-up values: nothing of them stays, collecting needs settings that load but no database.
RUN PORTAL_ENV=production SECRET_KEY=only-while-building ALLOWED_HOSTS=localhost \
    DATABASE_URL=postgres://localhost/portal /venv/bin/python manage.py collectstatic --no-input

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin portal
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PORTAL_ENV=production
WORKDIR /portal
COPY --from=build /venv /venv
COPY --from=build /portal /portal
# Where compose puts the volume for uploaded documents: MEDIA_ROOT.
RUN install --directory --owner=portal /srv/media
USER portal
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", \
    "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/halsa/liv', timeout=4)"]
# Writes nowhere but in /dev/shm and, when files are uploaded, /tmp: the file system can be read-only.
CMD ["gunicorn", "sodertorn.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=4", \
    "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--forwarded-allow-ips=", "--access-logfile=-"]
