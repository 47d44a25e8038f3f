# Begins a node of Kafka with what the operator's variables say. What it is told of passwords
# goes into a file that only it can read: a JVM shows its arguments to everybody.
set -eu
if ! command -v java >/dev/null; then
  echo 'Kafka needs Java 17 or newer, which is not on this machine. Install it; the node is started again.' >&2
  exit 1
fi
id="${HOSTNAME##*-}"
# A member of the cluster's quorum is known by its place, others find it by its name.
own="${PILOTHOUSE_BIND_ADDRESS:-0.0.0.0}"
roles=broker
voters=
number=0
while [ "$number" -lt "$CONTROLLERS" ]; do
  host="${HOSTNAME%-*}-$number.$DOMAIN"
  if [ "$number" = "$id" ]; then
    host="$own"
    roles=broker,controller
  fi
  voters="${voters:+$voters,}$number@$host:$CONTROL_PORT"
  number=$((number + 1))
done
listeners=
advertised=
for listener in $LISTENERS; do
  at="${listener%:*}://$own:${listener##*:}"
  listeners="${listeners:+$listeners,}$at"
  advertised="${advertised:+$advertised,}$at"
done
case "$roles" in
  *controller) listeners="$CONTROL_NAME://$own:$CONTROL_PORT,$listeners" ;;
esac
folders=
new=
for volume in $VOLUMES; do
  place="$(printenv "${volume%%:*}" || printf %s "${volume#*:}")/kafka-log$id"
  folders="${folders:+$folders,}$place"
  [ -e "$place/meta.properties" ] || new=yes
done
umask 077
# One name, so that no password is left of the times before; and no link of somebody's is followed.
settings="$HOME/kafka.properties"
rm -f "$settings"
jaas() {
  printf 'listener.name.%s.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="%s" password="%s" user_%s="%s";\n' \
    "$1" "$NODE_USER" "$NODE_PASSWORD" "$NODE_USER" "$NODE_PASSWORD"
}
{
  printf '%s\n' "$SETTINGS"
  for name in $NODE_LISTENERS; do
    jaas "$name"
  done
  echo "node.id=$id"
  echo "process.roles=$roles"
  echo "controller.quorum.voters=$voters"
  echo "listeners=$listeners"
  echo "advertised.listeners=$advertised"
  echo "log.dirs=$folders"
} >"$settings"
unset NODE_PASSWORD SETTINGS
begin() {
  heap="$1"
  shift
  exec java $heap -XX:+UseSerialGC -XX:-UsePerfData -XX:TieredStopAtLevel=1 \
    -Dsun.net.inetaddr.ttl=5 -Dsun.net.inetaddr.negative.ttl=1 \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -Dorg.slf4j.simpleLogger.showDateTime=true \
    -cp 'programs/libs/*' "$@"
}
if [ -n "$new" ]; then
  (begin -Xmx96m kafka.tools.StorageTool format --ignore-formatted \
    "--cluster-id=$CLUSTER_ID" --config "$settings")
fi
begin "$HEAP" kafka.Kafka "$settings"
