/** The cluster view follows a real cluster: scaling, a stopped kubelet, and a stopped API server. */
import { expect, type Page } from '@playwright/test'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { openTab, typeCommand } from './terminal-page.ts'

/** The docs say 3 s, measured by hand. Other tests run at the same time, so the limit here is longer. */
const FOLLOWS_WITHIN_MS = 60_000
let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

const MANIFEST = 'kube-apiserver.yaml'

test('the view follows kubectl scale, a stopped kubelet and a stopped API server', async ({ page }) => {
  test.setTimeout(900_000)
  const cluster = page.getByRole('region', { name: 'Cluster' })
  const machines = cluster.getByRole('region', { name: /^(control-plane|worker)$/ })
  const pods = machines.getByRole('listitem').filter({ hasText: /default\/web-/ })
  const worker = cluster.getByRole('region', { name: 'worker' })

  await test.step('the learner opens the view beside the terminal, as a list', async () => {
    await page.addInitScript(`localStorage.setItem('kindlab.cluster-form', 'list')`)
    await page.goto(`${server.origin}/learn/the-node/hands-and-feet`)
    await page.getByRole('button', { name: 'Start the lab' }).first().click()
    await page.getByRole('button', { name: 'Cluster', exact: true }).click({ timeout: 300_000 })
    await expect(worker.getByText('kubelet active')).toBeVisible({ timeout: FOLLOWS_WITHIN_MS })
    await expect(worker.getByText(/pause [0-9a-f]{12}/).first()).toBeVisible()
  })

  await test.step('the view shows the Pods of a scaled Deployment', async () => {
    await openTab(page, /control-plane/)
    await typeCommand(page, 'kubectl create deployment web --image=localhost/web:1 --port=8080')
    await expect(pods).toHaveCount(1, { timeout: FOLLOWS_WITHIN_MS })
    await typeCommand(page, 'kubectl scale deployment web --replicas=3')
    await expect(pods).toHaveCount(3, { timeout: FOLLOWS_WITHIN_MS })
  })

  await test.step('the view shows the rules of a Service and the path between two Pods', async () => {
    await typeCommand(page, 'kubectl expose deployment web --port=80 --target-port=8080')
    await cluster.getByLabel('Rules of').selectOption('default/web', { timeout: FOLLOWS_WITHIN_MS })
    const rules = cluster.getByRole('region', { name: 'Rules of default/web' })
    await expect(rules.getByText(/^KUBE-SEP-/).first()).toBeVisible({ timeout: FOLLOWS_WITHIN_MS })
    await expect(rules.getByText(/DNAT --to-destination 10\.244\.\d+\.\d+:8080/).first()).toBeVisible()
    await choosePair(page)
    await expect(cluster.getByRole('region', { name: 'Path' }).getByRole('listitem').first()).toBeVisible({
      timeout: FOLLOWS_WITHIN_MS,
    })
  })

  await test.step('the view shows a stopped kubelet', async () => {
    await openTab(page, /worker/)
    await typeCommand(page, 'systemctl stop kubelet')
    await expect(worker.getByText('kubelet inactive')).toBeVisible({ timeout: FOLLOWS_WITHIN_MS })
    await typeCommand(page, 'systemctl start kubelet')
    await expect(worker.getByText('kubelet active')).toBeVisible({ timeout: FOLLOWS_WITHIN_MS })
  })

  await test.step('the view reads the runtimes while the API server is stopped', async () => {
    await openTab(page, /control-plane/)
    await typeCommand(page, `mv /etc/kubernetes/manifests/${MANIFEST} /root/`)
    await expect(cluster.getByText('The API server does not answer.')).toBeVisible({ timeout: 180_000 })
    await expect(pods).toHaveCount(3)
    await expect(pods.first()).toContainText(/10\.244\.\d+\.\d+ · pause [0-9a-f]{12}/)
    await typeCommand(page, `mv /root/${MANIFEST} /etc/kubernetes/manifests/`)
    await expect(cluster.getByText('The API server does not answer.')).toBeHidden({ timeout: 180_000 })
  })
})

/** Chooses the first two Pods of the Deployment in the form of the path. */
async function choosePair(page: Page): Promise<void> {
  const names = await page.getByLabel('Path from').locator('option').allTextContents()
  const [from, to] = names.filter((name) => name.startsWith('default/web-'))
  if (from === undefined || to === undefined) throw new Error(`no two Pods to choose from: ${names.join(', ')}`)
  await page.getByLabel('Path from').selectOption(from)
  await page.getByLabel('Path to').selectOption(to)
}
