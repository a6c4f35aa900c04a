# node: control-plane
set -eu
kubectl delete pod till --ignore-not-found --now
kubectl run till --image="${KINDLAB_WEB_IMAGE%:*}:2026" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
# The symptom is what kubectl shows.
for _ in $(seq 60); do
  case $(kubectl get pod till -o jsonpath='{.status.containerStatuses[0].state.waiting.reason}') in
    ErrImagePull | ImagePullBackOff) exit 0 ;;
  esac
  sleep 1
done
echo 'the Pod till does not wait for its image after 60 s' >&2
exit 1
