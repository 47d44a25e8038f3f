# Begins Redis with what the operator's variables say. Settings go to its standard input, so
# that no password is an argument. Volumes are where the pod says, or where the node had to
# put them.
set -eu
quoted() {
  printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"
}
data="$(printenv "${DATA_MOUNT_VARIABLE:-_}" || printf %s "${DATA_DIR:-/data}")"
more="${PILOTHOUSE_MOUNT_EXTERNAL_CONFIG:-/etc/redis/external.conf.d}/redis-additional.conf"
settings() {
  echo 'bind 0.0.0.0'
  echo 'protected-mode no'
  echo "port $REDIS_PORT"
  if [ "${PERSISTENCE_ENABLED:-}" = true ]; then
    printf 'dir %s\n' "$(quoted "$data")"
    echo 'save 900 1'
    echo 'save 300 10'
    echo 'save 60 10000'
    echo 'appendonly yes'
    echo 'appendfilename "appendonly.aof"'
  else
    echo 'dir /tmp'
    echo 'save ""'
  fi
  if [ -n "${REDIS_PASSWORD:-}" ]; then
    printf 'requirepass %s\n' "$(quoted "$REDIS_PASSWORD")"
    printf 'masterauth %s\n' "$(quoted "$REDIS_PASSWORD")"
  fi
  if [ -n "${REDIS_MAX_MEMORY:-}" ]; then
    echo "maxmemory $REDIS_MAX_MEMORY"
  fi
  if [ -e "$more" ]; then
    echo "include $more"
  fi
}
wanted="$(settings)"
unset REDIS_PASSWORD
exec bin/redis-server - <<SETTINGS
$wanted
SETTINGS
