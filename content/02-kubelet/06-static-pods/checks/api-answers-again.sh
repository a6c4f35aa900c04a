# node: control-plane
set -u
answer=$(curl -sk -m 0.8 https://127.0.0.1:6443/readyz)
files=$(grep -lsE 'component: *["'"'"']?kube-apiserver["'"'"']? *$' /etc/kubernetes/manifests/* | wc -l)
arguments=$(pgrep -xa kube-apiserver | tr ' ' '\n')
flags=$(grep -cE '^--(etcd-cafile|service-account-key-file|tls-cert-file)=' <<<"$arguments")
authority=$(sed -n 's/^--etcd-cafile=//p' <<<"$arguments")
[ "$answer" = ok ] && [ "$files" = 1 ] && [ "$flags" = 3 ] && [ "$authority" = /etc/kubernetes/pki/etcd/ca.crt ] && exit 0

echo 'expected: the API server answers on port 6443, with all its flags, and one file in the directory describes it'
if [ "$files" -gt 1 ]; then
  echo "actual: $files files in /etc/kubernetes/manifests describe an API server"
  echo 'why: kubelet reads them all, with any ending; keep one, and keep backups in another directory'
elif [ "$answer" = ok ] && [ "$flags" = 3 ]; then
  echo "actual: it answers, and reads the certificate authority of etcd from $authority"
  echo 'why: a copy or a link works for now, but the manifest still names the wrong file; kubeadm renews only ca.crt'
elif [ "$answer" = ok ]; then
  echo 'actual: it answers, without a flag that it had before'
  echo 'why: more was removed than the wrong part'
elif [ "$files" = 0 ]; then
  echo 'actual: it does not answer, and no file in /etc/kubernetes/manifests describes it'
  echo 'why: kubelet has nothing to start; the file has to be in the directory, and it has to be right'
else
  file=/etc/kubernetes/manifests/kube-apiserver.yaml
  right=$(grep -cE '^    - --etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt$|^    - --secure-port=' "$file")
  state=$(crictl ps -a --name '^kube-apiserver$' -o json | jq -r '.containers[0] | "\(.state) \(.metadata.attempt)"')
  case $right,$state in
    *CONTAINER_RUNNING*)
      echo 'actual: its container runs and does not answer yet'
      echo 'why: it needs up to half a minute to start; its log shows its progress'
      ;;
    2,*)
      echo 'actual: the file looks right, and the API server does not run'
      echo 'why: give kubelet half a minute; if it was restarted while the API server was down, it may need to be restarted once more'
      ;;
    *CONTAINER_EXITED*)
      echo "actual: its container has ended, attempt ${state#* }"
      echo 'why: it starts and ends with an error; the last line of its log shows the reason. Kubelet waits longer after each attempt'
      ;;
    *)
      echo 'actual: it does not answer, and there is no container of it'
      echo 'why: kubelet has not asked the runtime for one; the journal of kubelet shows why'
      ;;
  esac
fi
exit 1
