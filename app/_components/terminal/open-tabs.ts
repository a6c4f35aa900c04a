import type { TerminalId } from '#protocol/control.ts'
import type { ServerFrame } from '#protocol/messages.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { TabView } from './snapshot.ts'
import { defaultTabs, labelOf, nodeOf, type TabList, withFound, withNewTab, withoutTab } from './tab-list.ts'
import type { TabStorage } from './tab-storage.ts'
import type { TerminalChannelOptions } from './terminal-channel-options.ts'
import { TerminalChannel } from './terminal-channel.ts'
import { type TerminalSize, USUAL_SIZE } from './terminal-size.ts'

type ForEveryChannel = Omit<TerminalChannelOptions, 'channel' | 'terminal' | 'node'>

const HIGHEST_CHANNEL = 255

/** The tabs of one cluster and their channels. */
export class OpenTabs {
  readonly #storage: TabStorage
  readonly #forEveryChannel: ForEveryChannel
  readonly #channels = new Map<TerminalId, TerminalChannel>()
  /** Shells whose tabs were closed: the server is told so with each connection, and lists them until they have ended. */
  readonly #ending = new Set<TerminalId>()
  #list: TabList = { ids: [], active: undefined }
  #generation: number | undefined
  #nodes: readonly NodeId[] = []
  #size: TerminalSize | undefined
  #isConnected = false
  #nextChannel = 1

  constructor(storage: TabStorage, forEveryChannel: ForEveryChannel) {
    this.#storage = storage
    this.#forEveryChannel = forEveryChannel
  }

  get active(): TerminalId | undefined {
    return this.#list.active
  }

  /** The terminal that is shown cannot take keys yet, though there is a connection. */
  get isReattaching(): boolean {
    return this.active !== undefined && this.#channels.get(this.active)?.isReattaching === true
  }

  views(): TabView[] {
    return this.#list.ids.map((id) => ({
      id,
      node: nodeOf(id),
      label: labelOf(id),
      ...(this.#channels.get(id)?.view() ?? { state: 'opening', role: 'controller', droppedInputs: 0 }),
    }))
  }

  channel(id: TerminalId): TerminalChannel | undefined {
    return this.#channels.get(id)
  }

  receive(frame: ServerFrame): void {
    for (const channel of this.#channels.values()) if (channel.channel === frame.channel) channel.receive(frame)
  }

  /** A cluster is ready. A fresh one has none of the shells of the one before. */
  begin(generation: number, nodes: readonly NodeId[]): void {
    if (generation === this.#generation) return
    this.forgetAll()
    this.#ending.clear()
    this.#generation = generation
    this.#nodes = nodes
    this.#setList(this.#storage.read(generation, nodes) ?? defaultTabs(nodes))
  }

  /** There is a connection, and the cluster behind it. */
  connect(): void {
    this.#isConnected = true
    for (const id of this.#ending) this.#end(id)
    for (const channel of this.#channels.values()) channel.connect()
  }

  disconnect(): void {
    this.#isConnected = false
    for (const channel of this.#channels.values()) channel.disconnect()
  }

  /** The server's list of shells that run. */
  found(ids: readonly TerminalId[]): void {
    for (const id of this.#ending) if (!ids.includes(id)) this.#ending.delete(id)
    if (this.#generation === undefined) return
    const ours = ids.filter((id) => this.#nodes.includes(nodeOf(id)) && !this.#ending.has(id))
    this.#setList(withFound(this.#list, ours))
  }

  /** Adds a tab on `node` and shows it; undefined when there are too many. */
  add(node: NodeId): TerminalId | undefined {
    const added = withNewTab(this.#list, node, this.#ending)
    if (added === undefined) return undefined
    this.#setList(added)
    return added.active
  }

  /** Ends the shell, whether or not this page has opened it; without a connection, as soon as there is one. */
  close(id: TerminalId): void {
    this.#ending.add(id)
    this.#channels.get(id)?.detach()
    this.#channels.delete(id)
    this.#end(id)
    this.#setList(withoutTab(this.#list, id))
  }

  activate(id: TerminalId): void {
    if (this.#list.ids.includes(id)) this.#setList({ ...this.#list, active: id })
  }

  /** The tab on which something for `node` should happen: the shown one, else the first. */
  tabOn(node: NodeId): TerminalId | undefined {
    const { ids, active } = this.#list
    if (active !== undefined && nodeOf(active) === node) return active
    return ids.find((id) => nodeOf(id) === node)
  }

  resize(size: TerminalSize): void {
    this.#size = size
    for (const channel of this.#channels.values()) channel.resize(size)
  }

  /** A pane that is not shown cannot be measured, and a shell must not wait for that. */
  resizeIfUnknown(): void {
    if (this.#size === undefined) this.resize(USUAL_SIZE)
  }

  /** Leaves the shells running. */
  forgetAll(): void {
    for (const channel of this.#channels.values()) channel.detach()
    this.#channels.clear()
  }

  #end(terminal: TerminalId): void {
    this.#forEveryChannel.send({ type: 'control', channel: 0, control: { type: 'end', terminal } })
  }

  #setList(list: TabList): void {
    this.#list = list
    if (this.#generation !== undefined) this.#storage.write(this.#generation, list)
    for (const id of list.ids) if (!this.#channels.has(id)) this.#channels.set(id, this.#newChannel(id))
    for (const [id, channel] of this.#channels) channel.setVisible(id === list.active)
  }

  #newChannel(id: TerminalId): TerminalChannel {
    const channel = new TerminalChannel({
      ...this.#forEveryChannel,
      channel: this.#freeChannel(),
      terminal: id,
      node: nodeOf(id),
    })
    if (this.#size !== undefined) channel.resize(this.#size)
    if (this.#isConnected) channel.connect()
    return channel
  }

  /** Goes round, so that frames still on their way to a closed terminal do not reach the next one. */
  #freeChannel(): number {
    const used = new Set([...this.#channels.values()].map(({ channel }) => channel))
    while (used.has(this.#nextChannel)) this.#advanceChannel()
    const channel = this.#nextChannel
    this.#advanceChannel()
    return channel
  }

  #advanceChannel(): void {
    this.#nextChannel = (this.#nextChannel % HIGHEST_CHANNEL) + 1
  }
}
