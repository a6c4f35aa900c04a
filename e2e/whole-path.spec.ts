/** The main path on a real cluster: read, start, type, check, reload, end, nothing left. */
import { expect } from '@playwright/test'
import { docker, listDockerObjects, listInstanceObjects } from './docker-objects.ts'
import { measureCheckDelay } from './measure-check-delay.ts'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { expectOnScreen, openTab, runAndExpect, typeCommand } from './terminal-page.ts'

let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

async function instanceNetworks(): Promise<string[]> {
  return docker('network', 'ls', '--quiet', '--filter', `label=kindlab.instance=${server.instance}`)
}

/** One web server and one toolbox on each node; lines are short enough for a terminal of 80 columns. */
const DEPLOY = [
  'pin() { echo "{\\"spec\\":{\\"nodeName\\":\\"$1\\"}}"; }',
  'cp=$(kubectl get node -l node-role.kubernetes.io/control-plane -o name); cp=${cp#*/}',
  "wk=$(kubectl get node -l '!node-role.kubernetes.io/control-plane' -o name); wk=${wk#*/}",
  'kubectl run web --image=localhost/web:1 --overrides="$(pin $wk)"',
  'kubectl expose pod web --port=80 --target-port=8080',
  'kubectl run toolbox --image=localhost/toolbox:1 --overrides="$(pin $cp)"',
  'kubectl wait --for=condition=Ready pod --all --timeout=90s && clear && echo PODS-""READY',
]

test('a learner reads, works in both nodes, solves a step, reloads, and ends with nothing left', async ({ page }) => {
  test.setTimeout(600_000)
  const owned = new Set<string>()

  await test.step('the home page links to the first lesson', async () => {
    await page.goto(server.origin)
    await page.getByRole('link', { name: /start the first lesson/i }).click()
    await expect(page).toHaveURL(/\/learn\/the-node\/hands-and-feet$/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Hands and feet/)
  })

  await test.step('the page shows the phases of the boot', async () => {
    await page
      .getByRole('button', { name: /start the lab/i })
      .first()
      .click()
    await expect(page.getByText('Waiting for the API server')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('tab', { name: /control-plane/ })).toBeVisible({ timeout: 300_000 })
    await expect(page.getByRole('tab', { name: /worker/ })).toBeVisible()
    expect(await instanceNetworks()).toHaveLength(1)
  })

  await test.step('both nodes run Kubernetes 1.37.2', async () => {
    await openTab(page, /control-plane/)
    await runAndExpect(page, 'clear; systemctl is-active kubelet', /^active$/m)
    await runAndExpect(page, 'clear; kubectl get nodes --no-headers | grep -c "Ready .*v1.37.2"', /^2$/m)
    await openTab(page, /worker/)
    await runAndExpect(page, 'clear; crictl ps -q | wc -l', /^[2-9]$/m)
    await runAndExpect(page, 'clear; kubectl get nodes -o wide | grep -c containerd://2.3.4', /^2$/m)
  })

  await test.step('DNS, ClusterIP and Pod to Pod across nodes work from the lesson images', async () => {
    await openTab(page, /control-plane/)
    for (const line of DEPLOY) await typeCommand(page, line)
    await expectOnScreen(page, /^PODS-READY$/m, 120_000)
    await typeCommand(page, 'clear; ask() { kubectl exec toolbox -- "$@"; }')
    await runAndExpect(page, 'clear; ask nslookup kubernetes.default.svc.cluster.local', /Address: 10\.96\.0\.1/)
    await runAndExpect(page, 'clear; ask curl -s -m 5 web/hostname; echo', /^web$/m)
    await typeCommand(page, 'ip_of() { kubectl get pod $1 -o jsonpath={.status.podIP}; }; from=$(ip_of toolbox)')
    await typeCommand(page, 'clear; seen=$(ask curl -s -m 5 $(ip_of web):8080/clientip)')
    await runAndExpect(page, '[ "${seen%:*}" = "$from" ] && echo SAME-""ADDRESS', /^SAME-ADDRESS$/m)
    await runAndExpect(page, 'kubectl delete pod,svc web toolbox --now; clear; echo REM""OVED', /^REMOVED$/m, 60_000)
  })

  await test.step('a run block types its command into the node that it names', async () => {
    const block = page
      .locator('.not-prose, figure')
      .filter({ has: page.getByRole('button', { name: 'Run in worker' }) })
    await block.first().getByRole('button', { name: 'Run in worker' }).click()
    await expect(page.getByRole('tab', { name: /worker/ })).toHaveAttribute('aria-selected', 'true')
    await expectOnScreen(page, /kubelet/)
  })

  await test.step('an unmet check shows a reason, and turns green without a click after the learner solves it', async () => {
    const checks = page.getByRole('group', { name: /^checks/i }).first()
    await expect(checks).toHaveAttribute('data-state', 'unmet')
    await expect(checks.getByText('Expected')).toBeVisible()
    await expect(checks.getByText('the worker has no file /root/kubelet-pid')).toBeVisible()
    await openTab(page, /worker/)
    const delay = measureCheckDelay(page, '#step-checks-under-test', 'ALL-DONE')
    await checks.evaluate((group) => (group.id = 'step-checks-under-test'))
    await typeCommand(page, 'clear; pgrep -x kubelet > /root/kubelet-pid; echo ALL-""DONE')
    await expect(checks).toHaveAttribute('data-state', 'met')
    test.info().annotations.push({ type: 'from command end to green', description: `${await delay} ms` })
  })

  await test.step('the course map counts the step at once, and Back shows the lab again', async () => {
    await page.getByRole('link', { name: 'Kindlab', exact: true }).click()
    await expect(page.getByText(/^1 of \d+ steps$/)).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('tab', { name: /worker/ })).toBeVisible()
  })

  await test.step('a reloaded page shows the same shells in both nodes', async () => {
    const pids = new Map<RegExp, string | undefined>()
    for (const node of [/control-plane/, /worker/]) {
      await openTab(page, node)
      pids.set(node, (await runAndExpect(page, 'clear; echo shell-$$', /^shell-(\d+)$/m))[1])
    }
    await page.reload()
    for (const [node, pid] of pids) {
      await openTab(page, node)
      await expectOnScreen(page, new RegExp(`^shell-${pid}$`, 'm'))
      expect((await runAndExpect(page, 'clear; echo again-$$', /^again-(\d+)$/m))[1]).toBe(pid)
    }
  })

  await test.step('the restarted server finds the same cluster and the same shell', async () => {
    const [, pid] = await runAndExpect(page, 'clear; echo shell-$$', /^shell-(\d+)$/m)
    await server.kill()
    await expect(page.getByText(/reconnecting/i).first()).toBeVisible()
    await server.restart()
    // The page drops keys until it is connected again, so the test types again.
    await expect(async () => {
      expect((await runAndExpect(page, 'clear; echo back-$$', /^back-(\d+)$/m, 3_000))[1]).toBe(pid)
    }).toPass({ timeout: 40_000 })
  })

  await test.step('a fresh cluster replaces the old one in the same lab', async () => {
    for (const object of await listInstanceObjects(server.instance)) owned.add(object)
    await page.getByRole('button', { name: 'Extend' }).click()
    await page.getByRole('button', { name: 'Fresh cluster' }).click()
    await page.getByRole('button', { name: 'Delete and start fresh' }).click()
    await expect(page.getByRole('tab', { name: /worker/ })).toHaveCount(0)
    await expect(page.getByRole('tab', { name: /worker/ })).toBeVisible({ timeout: 300_000 })
    await openTab(page, /worker/)
    await runAndExpect(page, 'clear; ls /root/kubelet-pid; echo looked', /No such file[^]*^looked$/m)
    // The step stays done; its check shows the state of the present cluster.
    await expect(page.getByRole('link', { name: /^Step 1: .*, done$/ })).toBeVisible()
    await expect(page.getByRole('group', { name: /^checks/i }).first()).toHaveAttribute('data-state', 'unmet')
    await expect.poll(async () => (await instanceNetworks()).length, { timeout: 60_000 }).toBe(1)
  })

  await test.step('the ended lab leaves no object in Docker', async () => {
    for (const object of await listInstanceObjects(server.instance)) owned.add(object)
    // Two clusters, each with two nodes with an anonymous volume, a network, and a volume of the lab.
    expect(owned.size).toBeGreaterThanOrEqual(10)
    await page.getByRole('button', { name: 'End lab' }).click()
    await page.getByRole('button', { name: 'End and delete' }).click()
    await expect.poll(() => listInstanceObjects(server.instance), { timeout: 60_000 }).toEqual([])
    await expect
      .poll(async () => [...(await listDockerObjects())].filter((object) => owned.has(object)), { timeout: 30_000 })
      .toEqual([])
    await expect(page.getByRole('tab', { name: /worker/ })).toHaveCount(0)
    // The progress of the step outlives the lab.
    await expect(page.getByRole('link', { name: /^Step 1: .*, done$/ })).toBeVisible()
    // The verdict about the deleted cluster does not.
    await expect(page.getByRole('group', { name: /^checks/i }).first()).toHaveAttribute('data-state', 'pending')
  })
})
