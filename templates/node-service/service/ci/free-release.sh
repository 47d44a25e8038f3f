# Usage: sh ci/free-release.sh <release>
# Frees a Helm release that a killed deployment left pending. Helm refuses every other change
# of such a release: "another operation (install/upgrade/rollback) is in progress".
# Does nothing where there is no release, or Helm cannot say: the deployment tells why.
set -eu
release="$1"
deployment_seconds=300 # `--timeout` of a deployment, which may still go on at a lost agent
pause_seconds=10

# One line for each revision, the newest last: its number and its status.
revisions() {
  helm history "$release" --output json |
    grep -o '"revision":[0-9]*,"updated":"[^"]*","status":"[a-z-]*"' |
    sed 's/^"revision":\([0-9]*\),.*"status":"\([a-z-]*\)"$/\1 \2/' || true
}

newest() {
  revisions 2>/dev/null | sed -n '$s/^[0-9]* //p'
}

waited=0
status="$(newest)"
while :; do
  case "$status" in
    pending-* | uninstalling) ;;
    *) exit 0 ;;
  esac
  [ "$waited" -lt "$deployment_seconds" ] || break
  [ "$waited" -gt 0 ] ||
    echo "$release is $status: waiting up to $deployment_seconds s for the deployment that may be at it"
  sleep "$pause_seconds"
  waited=$((waited + pause_seconds))
  status="$(newest)"
done

deployed="$(revisions | sed -n 's/^\([0-9]*\) deployed$/\1/p' | tail -n 1)"
case "$status" in
  pending-install | uninstalling)
    echo "$release is still $status: the deployment was killed; removing what it left"
    helm uninstall "$release" --wait --timeout 5m
    ;;
  *)
    echo "$release is still $status: the deployment was killed; going back to revision ${deployed:-before it}"
    helm rollback "$release" ${deployed:+"$deployed"}
    ;;
esac
