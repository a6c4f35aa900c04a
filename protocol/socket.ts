/** How a page opens its WebSocket. */
export const SOCKET_PATH = '/ws'
/** First entry of `Sec-WebSocket-Protocol`; the second is `ticket.` followed by the ticket. */
export const SOCKET_PROTOCOL = 'labterm.v1'
/** The same for a page of a class. */
export const CLASS_PROTOCOL = 'classroom.v1'
export const TICKET_PROTOCOL_PREFIX = 'ticket.'
/** Close code without a close notice: the server ended because of an error, and a supervisor starts it again (RFC 6455, 1012). */
export const SERVICE_RESTART_CODE = 1012
