# node: control-plane
set -u
answer=$(curl -sk -m 0.5 https://127.0.0.1:6443/readyz)
files=$(grep -ls 'component: kube-apiserver$' /etc/kubernetes/manifests/* | wc -l)
flags=$(pgrep -xa kube-apiserver | tr ' ' '\n' | grep -cE '^--(etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt|service-account-key-file=|tls-cert-file=)')
[ "$answer" = ok ] && [ "$files" = 1 ] && [ "$flags" = 3 ] && exit 0

echo 'expected: the API server answers on port 6443, with all its flags, and one file in the folder describes it'
if [ "$files" -gt 1 ]; then
  echo "actual: $files files in /etc/kubernetes/manifests describe an API server"
  echo 'why: kubelet reads them all, whatever their ending; keep one, and backups elsewhere'
elif [ "$answer" = ok ]; then
  echo 'actual: it answers, without a flag that it had before'
  echo 'why: more was removed than what was wrong'
elif [ "$files" = 0 ]; then
  echo 'actual: it does not answer, and no file in /etc/kubernetes/manifests describes it'
  echo 'why: kubelet has nothing to start; the file has to be there, and to be right'
else
  file=/etc/kubernetes/manifests/kube-apiserver.yaml
  right=$(grep -cE '^    - --etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt$|^    - --secure-port=' "$file")
  state=$(crictl ps -a --name '^kube-apiserver$' -o json | jq -r '.containers[0] | "\(.state) \(.metadata.attempt)"')
  case $right,$state in
    *CONTAINER_RUNNING*)
      echo 'actual: its container runs and does not answer yet'
      echo 'why: it needs up to half a minute to start; its log says what it is doing'
      ;;
    2,*)
      echo 'actual: the file looks right, and the API server does not run'
      echo 'why: give kubelet half a minute; if it was restarted while the API server was down, it may need to be restarted once more'
      ;;
    *CONTAINER_EXITED*)
      echo "actual: its container has ended, attempt ${state#* }"
      echo 'why: it starts and gives up; the last line of its log says over what. Kubelet waits a little longer after each attempt'
      ;;
    *)
      echo 'actual: it does not answer, and there is no container of it'
      echo 'why: nobody has asked the runtime for one; the journal of kubelet says why'
      ;;
  esac
fi
exit 1
