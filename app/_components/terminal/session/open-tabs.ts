import type { ServerFrame } from '#protocol/frames.ts'
import type { TerminalId } from '#protocol/messages.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { TerminalChannel } from '../channel/terminal-channel.ts'
import type { TerminalSize } from '../channel/terminal-size.ts'
import { type CommonChannelOptions, OpenChannels } from './open-channels.ts'
import type { TabView } from './snapshot.ts'
import { defaultTabs, labelOf, nodeOf, parseTabs, type TabList, withFound, withNewTab, withoutTab } from './tab-list.ts'
import type { TabStorage } from './tab-storage.ts'

/** The tabs of one cluster and their channels. */
export class OpenTabs {
  readonly #storage: TabStorage
  readonly #send: CommonChannelOptions['send']
  readonly #channels: OpenChannels
  /** Terminals whose tabs were closed. `end` is sent again with each connection, until the server does not list them any more. */
  readonly #ending = new Set<TerminalId>()
  #list: TabList = { ids: [], active: undefined }
  #generation: number | undefined
  #nodes: readonly NodeId[] = []

  constructor(storage: TabStorage, options: CommonChannelOptions) {
    this.#storage = storage
    this.#send = options.send
    this.#channels = new OpenChannels(options)
  }

  get active(): TerminalId | undefined {
    return this.#list.active
  }

  /** The page is connected, but input does not reach the shown terminal yet. */
  get isReattaching(): boolean {
    return this.active !== undefined && this.channel(this.active)?.isReattaching === true
  }

  views(): TabView[] {
    return this.#list.ids.map((id) => ({
      id,
      node: nodeOf(id),
      label: labelOf(id),
      ...(this.channel(id)?.view() ?? { state: 'opening', role: 'controller', droppedInputs: 0 }),
    }))
  }

  channel(id: TerminalId): TerminalChannel | undefined {
    return this.#channels.get(id)
  }

  receive(frame: ServerFrame): void {
    this.#channels.receive(frame)
  }

  /** Call when a cluster is ready. A new generation has none of the earlier shells. */
  begin(generation: number, nodes: readonly NodeId[]): void {
    if (generation === this.#generation) return
    this.dispose()
    this.#ending.clear()
    this.#generation = generation
    this.#nodes = nodes
    this.#setList(parseTabs(this.#storage.read(generation), nodes) ?? defaultTabs(nodes))
  }

  /** Call when the page is connected and the lab is ready. */
  connect(): void {
    for (const id of this.#ending) this.#end(id)
    this.#channels.connect()
  }

  disconnect(): void {
    this.#channels.disconnect()
  }

  /** `ids` are the running terminals, as the server lists them. */
  found(ids: readonly TerminalId[]): void {
    for (const id of this.#ending) if (!ids.includes(id)) this.#ending.delete(id)
    if (this.#generation === undefined) return
    const ours = ids.filter((id) => this.#nodes.includes(nodeOf(id)) && !this.#ending.has(id))
    this.#setList(withFound(this.#list, ours))
  }

  /** Adds a tab on `node` and shows it; undefined when the node has no free number. */
  add(node: NodeId): TerminalId | undefined {
    const added = withNewTab(this.#list, node, this.#ending)
    if (added === undefined) return undefined
    this.#setList(added)
    return added.active
  }

  /** Ends the shell, even if this page never opened it. Without a connection the shell ends after the next connect. */
  close(id: TerminalId): void {
    this.#ending.add(id)
    this.#channels.remove(id)
    this.#end(id)
    this.#setList(withoutTab(this.#list, id))
  }

  activate(id: TerminalId): void {
    if (this.#list.ids.includes(id)) this.#setList({ ...this.#list, active: id })
  }

  /** The shown tab if it is on `node`, else the first tab on `node`. */
  tabOn(node: NodeId): TerminalId | undefined {
    const { ids, active } = this.#list
    if (active !== undefined && nodeOf(active) === node) return active
    return ids.find((id) => nodeOf(id) === node)
  }

  resize(size: TerminalSize): void {
    this.#channels.resize(size)
  }

  resizeIfUnknown(): void {
    this.#channels.resizeIfUnknown()
  }

  /** Leaves the shells running. */
  dispose(): void {
    this.#channels.removeAll()
  }

  #end(terminal: TerminalId): void {
    this.#send({ type: 'page_message', channel: 0, message: { type: 'end', terminal } })
  }

  #setList(list: TabList): void {
    this.#list = list
    if (this.#generation !== undefined) this.#storage.write(this.#generation, list)
    this.#channels.show(list.ids, list.active)
  }
}
