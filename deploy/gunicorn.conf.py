"""gunicorn for a node of its own: gunicorn -c deploy/gunicorn.conf.py 'app.serving:application()'

Threads, not processes: one worker process holds the scheduler. More throughput is more nodes
against one PostgreSQL. `zhiping serve` uses the same hooks with the settings of the environment.
"""

import os

from app.serving import leave, prepare

bind = os.environ.get("ZHIPING_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = 1
threads = int(os.environ.get("ZHIPING_THREADS", "8"))
timeout = 60
graceful_timeout = 30
keepalive = 5
limit_request_line = 4094
limit_request_fields = 60
loglevel = "warning"
accesslog = None  # the program logs its requests itself, by route template, without codes and names
post_worker_init = prepare
worker_exit = leave
