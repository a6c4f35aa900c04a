/** Paths of the HTTP API. Unsafe methods need the session cookie, an exact Origin, and the header of `REQUEST_HEADER`. */
export const ROUTES = {
  session: '/api/session',
  /** `POST`: what the learner wants to be called. */
  name: '/api/session/name',
  labs: '/api/labs',
  lab: (id: string) => `/api/labs/${encodeURIComponent(id)}`,
  /** `POST`: the whole lease from now on. */
  extend: (id: string) => `/api/labs/${encodeURIComponent(id)}/extend`,
  /** `POST`: another cluster for the same lab; everything in the old one is deleted. */
  reset: (id: string) => `/api/labs/${encodeURIComponent(id)}/reset`,
  /** `POST`: stops the cluster, for later. */
  keep: (id: string) => `/api/labs/${encodeURIComponent(id)}/keep`,
  /** `POST`: brings a kept cluster back. */
  resume: (id: string) => `/api/labs/${encodeURIComponent(id)}/resume`,
  tickets: (id: string) => `/api/labs/${encodeURIComponent(id)}/tickets`,
  work: (id: string) => `/api/labs/${encodeURIComponent(id)}/work`,
  solutions: (id: string) => `/api/labs/${encodeURIComponent(id)}/solutions`,
  /** `POST`: opens a task of an exam. */
  task: (id: string) => `/api/labs/${encodeURIComponent(id)}/task`,
  handIn: (id: string) => `/api/labs/${encodeURIComponent(id)}/hand-in`,
  /** `GET`: the results of the exams that are over. */
  exams: '/api/exams',
  hints: '/api/hints',
  /** `POST` an answer to a quiz question; the verdict comes back. */
  quiz: '/api/quiz',
  socket: '/ws',
} as const

/** Sent with every unsafe request: a page of another site cannot add it without asking (CORS), and we never agree. */
export const REQUEST_HEADER = { name: 'x-kindlab-request', value: '1' } as const

/** First entry of `Sec-WebSocket-Protocol`; the second is `ticket.` followed by the ticket. */
export const SOCKET_PROTOCOL = 'labterm.v1'
export const TICKET_PROTOCOL_PREFIX = 'ticket.'
