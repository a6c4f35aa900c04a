/** Changes everything that a learner can change in a shell, so that a proof also shows that no check, fault or solution depends on it. */
import type { Script } from '#course/model.ts'
import { changeSandbox } from '#server/checks/change-sandbox.ts'
import type { Sandbox } from '#server/providers/provider.ts'

/**
 * Sets another default namespace, another language and time zone, and settings of kubectl, curl and crictl. The worker's kubeconfig has no cluster.
 * Start-up files end the shell, and programs in /usr/local/bin fail. The control plane's kubeconfig is a link to admin.conf, which lessons use.
 */
const DISTURBANCE = `# disturb
set -eu
mkdir -p /root/.kube
if [ -e /etc/kubernetes/admin.conf ]; then
  kubectl --kubeconfig /etc/kubernetes/admin.conf config set-context --current --namespace=kube-public >/dev/null
else
  printf 'apiVersion: v1\\nkind: Config\\ncurrent-context: nowhere\\n' >/root/.kube/config
fi
cat >/root/.kube/kuberc <<'END'
apiVersion: kubectl.config.k8s.io/v1beta1
kind: Preference
defaults:
  - command: get
    options:
      - name: output
        default: wide
END
for file in .bashrc .bash_profile .profile; do
  printf 'alias kubectl="kubectl -n kube-public"\\nexport LC_ALL=de_DE.UTF-8\\nexit 3\\n' >"/root/$file"
done
echo 'proxy = 127.0.0.1:9' >/root/.curlrc
for tool in kubectl systemctl crictl grep jq date timeout; do
  rm -f "/usr/local/bin/$tool"
  printf '#!/bin/sh\\necho wrapped\\nexit 99\\n' >"/usr/local/bin/$tool"
  chmod 755 "/usr/local/bin/$tool"
done
echo 'LANG=de_DE.UTF-8' >/etc/default/locale
rm -f /etc/localtime
printf 'TZif2%39s' '' | tr ' ' '\\0' >/etc/localtime
printf 'runtime-endpoint: unix:///run/nowhere.sock\\n' >/etc/crictl.yaml
`

/** Returns the reason if a node could not be changed. */
export async function disturbShells(sandbox: Sandbox, signal: AbortSignal): Promise<string | undefined> {
  for (const { id } of sandbox.nodes) {
    const script: Script = { path: `the disturbance of ${id}`, node: id, source: DISTURBANCE }
    const failure = await changeSandbox({ sandbox, script, signal })
    if (failure !== undefined) return `${script.path} ${failure}`
  }
  return undefined
}
