/** A mock exam on a real cluster: start it, solve one task by typing, hand it in, and read the result. */
import { expect, type Page } from '@playwright/test'
import { docker } from './docker-objects.ts'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { expectOnScreen, openTab, typeCommand } from './terminal-page.ts'

let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

/** Each attempt draws one of these tasks. Each has a solution in lines that fit a terminal. */
const CORE_TASKS: Readonly<Record<string, readonly string[]>> = {
  'Two facts about the worker': [
    "mkdir -p /root/exam; w=$(k get node -l '!node-role.kubernetes.io/control-plane' -o name)",
    'k get $w -o jsonpath={.spec.podCIDR} > /root/exam/pod-range',
    'k get $w -o jsonpath={.status.nodeInfo.containerRuntimeVersion} > /root/exam/runtime',
  ],
  'The last log line of a container': ['mkdir -p /root/exam; k logs ledger | tail -n 1 > /root/exam/ledger'],
  'A Pod that does not start': [
    'k set image pod/till till=localhost/web:1',
    'k wait pod/till --for=condition=Ready --timeout=90s',
  ],
  'A worker after its repair': [
    "k uncordon $(k get node -l '!node-role.kubernetes.io/control-plane' -o name)",
    'k rollout status deployment bench --timeout=90s',
  ],
  'How many nodes are free': [
    'mkdir -p /root/exam; k get node -o custom-columns=T:.spec.taints | grep -c none > /root/exam/free-nodes',
  ],
  'A class for a Deployment': [
    'k set resources deployment press --limits=cpu=50m,memory=64Mi',
    'k rollout status deployment press --timeout=90s; k wait pod -l app=press --for=condition=Ready',
  ],
  'A door for a Deployment': ['k create service nodeport stall --tcp=80:8080 --node-port=30088; sleep 3'],
  'Which image is it': [
    'mkdir -p /root/exam',
    'k get deploy -n kube-system coredns -o jsonpath={..image} > /root/exam/dns-image',
  ],
  'A label for a node': [
    "k label $(k get node -l '!node-role.kubernetes.io/control-plane' -o name) tier=front",
    'k wait pod/lounge --for=condition=Ready --timeout=90s',
  ],
}

/** All frames of the server on the socket of the page. */
function recordFrames(page: Page): string[] {
  const frames: string[] = []
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(payload.toString())))
  return frames
}

const networks = () => docker('network', 'ls', '--quiet', '--filter', `label=kindlab.instance=${server.instance}`)
const tasks = (page: Page) => page.getByRole('navigation', { name: 'Your tasks' })
const asked = (page: Page, title: string) => page.getByRole('group', { name: `Asked: ${title}` })

async function coreTask(page: Page): Promise<{ title: string; commands: readonly string[] }> {
  const list = await tasks(page).innerText()
  for (const [title, commands] of Object.entries(CORE_TASKS)) if (list.includes(title)) return { title, commands }
  throw new Error(`no core task among:\n${list}`)
}

async function firstTitle(page: Page): Promise<string> {
  const name = await page
    .getByRole('group', { name: /^Asked: / })
    .first()
    .getAttribute('aria-label')
  return name?.replace(/^Asked: /, '') ?? ''
}

test('a learner takes the mock exam without help, hands it in, and reads the grades', async ({ page }) => {
  test.setTimeout(1_200_000)
  const frames = recordFrames(page)
  let missed = ''

  await test.step('the page shows the rules and no task before the exam begins', async () => {
    await page.goto(`${server.origin}/learn/ready-for-the-exam/mock-exam`)
    await expect(page.getByRole('heading', { name: '8 tasks, 45 minutes, passed with 66 %' })).toBeVisible()
    await expect(page.getByText('The worker is not Ready. No administrator remembers')).toBeHidden()
    await page
      .getByRole('button', { name: /start the lab/i })
      .first()
      .click()
    await expect(page.getByRole('tab', { name: /worker/ })).toBeVisible({ timeout: 300_000 })
    await expect(tasks(page)).toBeHidden()
  })

  await test.step('the server prepares the first task, then the exam clock runs', async () => {
    await page.getByRole('button', { name: 'Begin the exam' }).click()
    await expect(page.getByText('being prepared', { exact: true })).toBeVisible()
    await expect(tasks(page).getByRole('listitem')).toHaveCount(8)
    missed = await firstTitle(page)
    await expect(asked(page, missed).getByText(/^Open now/)).toBeVisible({ timeout: 240_000 })
    await expect(page.getByText(/^(Exam: )?44 min/)).toBeVisible()
  })

  await test.step('the page of an exam offers no help and shows no results of checks', async () => {
    await openTab(page, /control-plane/)
    await typeCommand(page, 'clear; hostname; echo TYP""ED')
    await expectOnScreen(page, /^TYPED$/m)
    for (const name of [/hint/i, /solution/i, /check now/i, /start over/i, /break it/i, /extend/i]) {
      await expect(page.getByRole('button', { name })).toHaveCount(0)
    }
    await expect(page.getByText('Expected', { exact: true })).toHaveCount(0)
  })

  const core = await coreTask(page)

  await test.step('opening another task ends the fault of the previous one', async () => {
    await asked(page, core.title).getByRole('button', { name: 'Leave task 1, open this task' }).click()
    await expect(asked(page, core.title).getByText(/^Open now/)).toBeVisible({ timeout: 300_000 })
    await expect(asked(page, missed).getByRole('button', { name: /open it again/i })).toBeVisible()
  })

  await test.step('the learner solves the task by typing, and a reload shows the same exam', async () => {
    await openTab(page, /control-plane/)
    for (const command of core.commands) await typeCommand(page, command)
    await typeCommand(page, 'clear; echo SOL""VED')
    await expectOnScreen(page, /^SOLVED$/m, 120_000)
    await page.reload()
    await expect(asked(page, core.title).getByText(/^Open now/)).toBeVisible()
    expect(frames.filter((frame) => /"type":"(check|checking|progress)"/.test(frame))).toEqual([])
  })

  await test.step('the page asks for confirmation of a hand-in, then shows the result by topic', async () => {
    await page.getByRole('button', { name: 'Hand in' }).click()
    await expect(page.getByText('6 of 8 tasks were never opened.')).toBeVisible()
    await page.getByRole('button', { name: 'Hand in', exact: true }).last().click()
    await expect(page.getByRole('heading', { name: /^\d+ %, not passed$/ })).toBeVisible({ timeout: 60_000 })
    const row = page.getByRole('row', { name: /^Core commands/ })
    await expect(row.getByRole('cell').nth(1)).toHaveText('100 %')
  })

  await test.step('each task shows its evidence and a link to the lesson that teaches it', async () => {
    const result = page.getByRole('region', { name: /not passed/ })
    const solved = result.getByRole('listitem').filter({ hasText: core.title }).first()
    await expect(solved).toContainText('Solved, Core commands')
    const failed = result.getByRole('listitem').filter({ hasText: missed }).first()
    await expect(failed).toContainText('Not solved')
    await failed.getByText(missed).click()
    await expect(failed.getByText('Expected', { exact: true })).toBeVisible()
    await expect(failed.getByText('Actual', { exact: true })).toBeVisible()
    await expect(failed.getByText(/^Taught in/)).toBeVisible()
    await expect(result.getByText('Not opened').first()).toBeVisible()
  })

  await test.step('the server removes the cluster, and the page still shows the result', async () => {
    await expect(page.getByText('The exam is handed in')).toBeVisible({ timeout: 60_000 })
    await expect.poll(networks, { timeout: 60_000 }).toEqual([])
    await page.reload()
    await expect(page.getByRole('heading', { name: /not passed$/ })).toBeVisible()
  })
})
