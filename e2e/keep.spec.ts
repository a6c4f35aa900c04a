/** A lab that the learner keeps: suspended, restored after the server was killed, and resumed with its content. */
import { expect } from '@playwright/test'
import { docker } from './docker-objects.ts'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { openTab, runAndExpect } from './terminal-page.ts'

const BOOT_MS = 300_000
let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

test('a learner keeps a lab for later and continues in the same cluster', async ({ page }) => {
  test.setTimeout(900_000)
  const nodes = () => docker('ps', '--filter', `label=kindlab.instance=${server.instance}`, '--format', '{{.ID}}')
  const tab = page.getByRole('tab', { name: /control-plane/ })
  await page.goto(`${server.origin}/learn/the-node/hands-and-feet`)
  await page
    .getByRole('button', { name: /start the lab/i })
    .first()
    .click()
  await expect(tab).toBeVisible({ timeout: BOOT_MS })
  await openTab(page, /control-plane/)
  await runAndExpect(page, 'clear; kubectl create deployment kept --image=localhost/toolbox:1 -- sleep 1d', /created/)
  await runAndExpect(page, 'clear; kubectl rollout status deployment kept', /successfully rolled out/, 120_000)
  await runAndExpect(page, 'clear; echo $((41 + 1)) >/root/notes; echo "written $((1 + 1))"', /^written 2$/m)
  const before = (await nodes()).toSorted()
  expect(before).toHaveLength(2)

  await test.step('the server stops the nodes of a kept lab, and the page shows the kept lab', async () => {
    await page.getByRole('button', { name: 'Keep for later' }).click()
    await page.getByRole('button', { name: 'Stop and keep' }).click()
    await expect(page.getByRole('heading', { name: 'Your cluster is kept' })).toBeVisible()
    await expect.poll(nodes, { timeout: 60_000 }).toEqual([])
  })

  await test.step('the restarted server restores the kept lab, and the page of another lesson links to it', async () => {
    await server.kill()
    await server.restart()
    await page.goto(`${server.origin}/learn/the-node/from-decision-to-container`)
    await expect(page.getByRole('heading', { name: 'You keep a cluster of another lesson' })).toBeVisible()
    await page.getByRole('link', { name: 'Go to that lesson' }).click()
  })

  await test.step('the resumed lab is the same cluster with the same files and Pods', async () => {
    await page.getByRole('region', { name: 'Lab' }).getByRole('button', { name: 'Resume' }).click()
    await expect(tab).toBeVisible({ timeout: BOOT_MS })
    expect((await nodes()).toSorted()).toEqual(before)
    await openTab(page, /control-plane/)
    await runAndExpect(page, 'clear; cat /root/notes', /^42$/m)
    await runAndExpect(page, 'clear; kubectl rollout status deployment kept', /successfully rolled out/, 120_000)
  })

  await test.step('the learner keeps the lab again and removes it', async () => {
    await page.getByRole('button', { name: 'Keep for later' }).click()
    await page.getByRole('button', { name: 'Stop and keep' }).click()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByRole('button', { name: 'Remove and delete' }).click()
    await expect(page.getByRole('heading', { name: 'The lab has ended' })).toBeVisible({ timeout: 120_000 })
    expect(await docker('ps', '--all', '--filter', `label=kindlab.instance=${server.instance}`, '--quiet')).toEqual([])
  })
})
