# Begins a member with what the operator says. etcd loads no library of the node's, so that it
# has to be told the pod's own address; and its peers are not reached by the services' proxy.
set -eu
unset HTTP_PROXY HTTPS_PROXY http_proxy https_proxy
data="${PILOTHOUSE_MOUNT_ETCD_DATA:-$ETCD_DATA_DIR}"
unset ETCD_DATA_DIR
own="${PILOTHOUSE_BIND_ADDRESS:-0.0.0.0}"
# The last of an option counts: what somebody asks for cannot have it listen elsewhere.
exec ./etcd \
  "$@" \
  --data-dir="$data" \
  --listen-peer-urls="http://$own:2380" \
  --listen-client-urls="http://$own:2379" \
  --logger=zap --log-level=warn
