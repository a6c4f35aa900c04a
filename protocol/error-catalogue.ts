/** The catalogue of all errors. A test compares `docs/errors.md` with this table. */
export interface ErrorEntry {
  /** HTTP status of an API answer that carries this code. */
  httpStatus: number
  /** WebSocket close code, for an error that closes a socket. */
  closeCode?: number
  /** The event, in one sentence for the learner. */
  message: string
  /** The next action, in one sentence for the learner. */
  action: string
  /** The same request may succeed later. */
  isRetryable: boolean
}

export const ERRORS = {
  'request.invalid': {
    httpStatus: 400,
    message: 'Kindlab does not understand this request.',
    action: 'Reload the page. If it happens again, the page and the server have different versions.',
    isRetryable: false,
  },
  'answer.invalid': {
    httpStatus: 502,
    message: "This page does not understand the server's answer.",
    action: 'Reload the page. If it happens again, the page and the server have different versions.',
    isRetryable: false,
  },
  'request.too_large': {
    httpStatus: 413,
    message: 'The request is larger than Kindlab accepts.',
    action: 'Send less at once.',
    isRetryable: false,
  },
  'request.origin': {
    httpStatus: 403,
    message: 'The request comes from a page of another site.',
    action: 'Open the site at the address that the server printed when it started.',
    isRetryable: false,
  },
  'request.proxy': {
    httpStatus: 403,
    message: 'This request came through a proxy, and the server is not configured for one.',
    action: 'The operator has to set KINDLAB_PUBLIC_ORIGIN to the address that learners open.',
    isRetryable: false,
  },
  'session.missing': {
    httpStatus: 401,
    message: 'This browser has no session yet.',
    action: 'Allow cookies for this site and reload the page.',
    isRetryable: false,
  },
  'session.ended': {
    httpStatus: 401,
    closeCode: 4401,
    message: 'You are signed out in this browser.',
    action: 'Sign in again, or reload the page.',
    isRetryable: false,
  },
  'sign_in.required': {
    httpStatus: 401,
    message: 'This site is for people who sign in.',
    action: 'Sign in, then open the page again.',
    isRetryable: false,
  },
  'sign_in.provider_down': {
    httpStatus: 503,
    message: 'The service that signs people in does not answer.',
    action: 'Use another way to sign in, or try again later.',
    isRetryable: true,
  },
  'sign_in.refused': {
    httpStatus: 403,
    message: 'The sign-in was refused.',
    action: 'Try again; if it happens again, ask the operator of this site.',
    isRetryable: false,
  },
  'sign_in.expired': {
    httpStatus: 400,
    message: 'This sign-in started in another browser, was used already, or took longer than ten minutes.',
    action: 'Sign in again.',
    isRetryable: false,
  },
  'token.invalid': {
    httpStatus: 401,
    message: 'This token does not give access.',
    action: 'Send a valid token of this class in the header Authorization, without a cookie.',
    isRetryable: false,
  },
  'password.weak': {
    httpStatus: 400,
    message: 'This password is too easy to guess.',
    action: 'Choose another one: at least 8 characters, and better a sentence of 15 or more.',
    isRetryable: false,
  },
  'account.exists': {
    httpStatus: 409,
    message: 'There is already an account with this login.',
    action: 'Choose another login.',
    isRetryable: false,
  },
  'account.unknown': {
    httpStatus: 404,
    message: 'There is no account with this login.',
    action: 'Check the login, or add the account first.',
    isRetryable: false,
  },
  'account.last_admin': {
    httpStatus: 409,
    message: 'This is the last admin of the site.',
    action: 'Make another person admin first.',
    isRetryable: false,
  },
  'role.missing': {
    httpStatus: 403,
    message: 'Your role on this site does not allow this.',
    action: 'Ask the operator for the role that you need.',
    isRetryable: false,
  },
  'class.not_found': {
    httpStatus: 404,
    message: 'There is no such class for you.',
    action: 'Open the list of your classes.',
    isRetryable: false,
  },
  'class.full': {
    httpStatus: 429,
    message: 'All seats of your class are taken.',
    action: 'Wait until a lab of your class ends, or ask your instructor.',
    isRetryable: true,
  },
  'class.closed': {
    httpStatus: 409,
    message: 'The class has not started yet, or it has ended.',
    action: 'Ask your instructor for the dates of the class.',
    isRetryable: false,
  },
  'class.no_help': {
    httpStatus: 409,
    message: 'Your class works without hints and solutions.',
    action: 'Ask your instructor: raise your hand.',
    isRetryable: false,
  },
  'class.no_watching': {
    httpStatus: 409,
    message: 'Terminals of this class cannot be watched.',
    action: 'Change the settings of the class first.',
    isRetryable: false,
  },
  'learner.blocked': {
    httpStatus: 403,
    message: 'The operator of this site has blocked you.',
    action: 'Ask the operator.',
    isRetryable: false,
  },
  'access.required': {
    httpStatus: 401,
    message: 'This browser has no access to this site yet.',
    action: 'Reload the page: it says how to get access.',
    isRetryable: false,
  },
  'name.invalid': {
    httpStatus: 400,
    message: 'This name cannot be shown.',
    action: 'Choose another name: at most 40 letters, digits, spaces and common signs.',
    isRetryable: false,
  },
  not_found: {
    httpStatus: 404,
    message: 'There is nothing here.',
    action: 'Go back to the course map.',
    isRetryable: false,
  },
  'lesson.not_found': {
    httpStatus: 404,
    message: 'There is no such lesson in this course.',
    action: 'Choose a lesson from the course map.',
    isRetryable: false,
  },
  'lesson.no_lab': {
    httpStatus: 409,
    message: 'This lesson has no lab.',
    action: 'Continue reading: you need no cluster here.',
    isRetryable: false,
  },
  'lab.not_found': {
    httpStatus: 404,
    message: 'This lab no longer exists.',
    action: 'Start a new one from the lesson.',
    isRetryable: false,
  },
  'lab.already_running': {
    httpStatus: 409,
    message: 'You already have a lab, for another lesson.',
    action: 'End that lab first, or go back to its lesson.',
    isRetryable: false,
  },
  'lab.too_many': {
    httpStatus: 429,
    message: 'Too many labs belong to this browser or to its network.',
    action: 'End one of these labs first, or wait until one ends.',
    isRetryable: true,
  },
  'lab.too_often': {
    httpStatus: 429,
    message: 'You have asked for many clusters within an hour, and reached the limit.',
    action: 'Wait, then try again.',
    isRetryable: true,
  },
  'lab.kept': {
    httpStatus: 409,
    message: 'You keep a cluster of another lesson for later.',
    action: 'Resume it there, or remove it, then start this lesson.',
    isRetryable: false,
  },
  'lab.stopped_for_disk': {
    httpStatus: 503,
    message: 'The disk was nearly full, and this cluster used most of it: the server stopped it.',
    action: 'Its files are kept. Resume it when the operator has freed space, or remove it.',
    isRetryable: true,
  },
  'lab.not_kept': {
    httpStatus: 409,
    message: 'This site does not keep clusters for later.',
    action: 'Continue, or end the lab. Completed steps stay completed.',
    isRetryable: false,
  },
  'lab.not_ready': {
    httpStatus: 409,
    message: 'The cluster of this lab is not ready.',
    action: 'Wait until it is ready. The lesson page shows the progress.',
    isRetryable: true,
  },
  'lab.ended': {
    httpStatus: 409,
    closeCode: 4001,
    message: 'This lab has ended.',
    action: 'Start a new one from the lesson.',
    isRetryable: false,
  },
  'lab.outdated': {
    httpStatus: 409,
    message: 'The page shows an older cluster of this lab.',
    action: 'Reload the page.',
    isRetryable: false,
  },
  'work.busy': {
    httpStatus: 409,
    message: 'Kindlab is already changing something in your cluster.',
    action: 'Wait until it is done.',
    isRetryable: true,
  },
  'work.unknown_step': {
    httpStatus: 404,
    message: 'Kindlab cannot do this for this step now.',
    action: 'Reload the page to see the state of the step.',
    isRetryable: false,
  },
  'work.other_fault': {
    httpStatus: 409,
    message: 'The fault of another step is not repaired yet.',
    action: 'Repair that fault first: two faults at once would hide each other.',
    isRetryable: false,
  },
  'work.no_symptom': {
    httpStatus: 502,
    message: 'Kindlab changed the cluster, but the fault did not appear in time.',
    action:
      'A command that repaired it meanwhile can be the reason, for example a restart of the kubelet. Try again, and run no command until the fault is there. If it happens again, get a fresh cluster.',
    isRetryable: true,
  },
  'capacity.memory': {
    httpStatus: 503,
    message: 'This machine has too little memory left for another cluster.',
    action: 'Wait until another learner ends a lab. `./kindlab doctor` shows the operator how many clusters fit.',
    isRetryable: true,
  },
  'capacity.disk': {
    httpStatus: 503,
    message: 'The disk of this machine is too full for another cluster.',
    action: 'The operator has to free disk space: `./kindlab doctor` shows how much.',
    isRetryable: true,
  },
  'capacity.processors': {
    httpStatus: 503,
    message: 'The processors of this machine carry no more clusters.',
    action: 'Wait until another learner ends a lab. `./kindlab doctor` shows the operator how many clusters fit.',
    isRetryable: true,
  },
  'capacity.threads': {
    httpStatus: 503,
    message: 'This machine has too few process ids left for another cluster.',
    action:
      'Wait until another learner ends a lab. The operator can raise the limit: `./kindlab doctor` prints the command.',
    isRetryable: true,
  },
  'capacity.inotify': {
    httpStatus: 503,
    message: 'This machine has too few inotify instances left for another cluster.',
    action: 'The operator can raise the limit: `./kindlab doctor` prints the command.',
    isRetryable: true,
  },
  'capacity.subnets': {
    httpStatus: 503,
    message: 'This machine has no network addresses left for another cluster.',
    action: 'Wait until another learner ends a lab. `./kindlab doctor` shows the operator how many clusters fit.',
    isRetryable: true,
  },
  'capacity.seats': {
    httpStatus: 503,
    message: 'All places of this site are taken.',
    action: 'Wait until another learner ends a lab. The operator sets the number of places.',
    isRetryable: true,
  },
  'work.no_effect': {
    httpStatus: 502,
    message: 'The solution did not finish in this cluster.',
    action: 'Try again. If it happens again, start the step over in a fresh cluster.',
    isRetryable: true,
  },
  'solution.not_tried': {
    httpStatus: 409,
    message: 'You have not tried this step yet.',
    action: 'Try it first, or show the solution anyway.',
    isRetryable: false,
  },
  'exam.no_help': {
    httpStatus: 409,
    message: 'This is an exam: there are no hints, no solutions and no results before it is handed in.',
    action: 'Hand in to see the result of every check.',
    isRetryable: false,
  },
  'exam.running': {
    httpStatus: 409,
    message: 'The learner sits an exam, and gets no help before its end.',
    action: 'Wait until the exam is handed in.',
    isRetryable: true,
  },
  'exam.not_kept': {
    httpStatus: 409,
    message: 'An exam cannot be kept for later: its time continues.',
    action: 'Continue it, or hand it in.',
    isRetryable: false,
  },
  'exam.none': {
    httpStatus: 409,
    message: 'There is no open exam here.',
    action: 'Open its first task, or reload the page to see its state.',
    isRetryable: false,
  },
  'ticket.invalid': {
    httpStatus: 401,
    closeCode: 4003,
    message: 'The ticket for the terminal is used, expired or invalid.',
    action: 'You need to do nothing: the page requests a new one.',
    isRetryable: true,
  },
  'take_over.busy': {
    httpStatus: 409,
    message: 'An instructor types into a terminal of this learner, or has asked to.',
    action: 'Wait until this has ended.',
    isRetryable: true,
  },
  'take_over.absent': {
    httpStatus: 409,
    message: 'The learner has no page with the terminals open, and cannot allow it.',
    action: 'Ask the learner to open the lesson.',
    isRetryable: true,
  },
  'terminal.taken_over': {
    httpStatus: 409,
    closeCode: 4008,
    message: 'Another page controls this terminal.',
    action: 'Choose "Take control" to type here.',
    isRetryable: false,
  },
  'terminal.protocol': {
    httpStatus: 400,
    closeCode: 4009,
    message: 'The page broke the terminal protocol.',
    action: 'Reload the page.',
    isRetryable: false,
  },
  'terminal.failed': {
    httpStatus: 502,
    message: 'Kindlab could not start a shell on this node.',
    action: 'Try again. If the node is stopped, start a fresh cluster.',
    isRetryable: true,
  },
  'terminal.limit': {
    httpStatus: 429,
    message: 'You have reached the limit of open terminals.',
    action: 'Close one of them.',
    isRetryable: false,
  },
  'server.read_only': {
    httpStatus: 503,
    message: 'The disk of the machine is nearly full: nothing new is started or stored.',
    action: 'Running labs continue. The operator has to free space: `./kindlab doctor` shows how much.',
    isRetryable: true,
  },
  'server.restarting': {
    httpStatus: 503,
    closeCode: 4010,
    message: 'The server is restarting. Your cluster and shells keep running.',
    action: 'You need to do nothing: the page reconnects by itself.',
    isRetryable: true,
  },
  'server.unreachable': {
    httpStatus: 503,
    message: 'The Kindlab server does not answer.',
    action: 'You can continue reading. Check that the server runs (`./kindlab up`) and try again.',
    isRetryable: true,
  },
  'socket.blocked': {
    httpStatus: 502,
    message: 'The server answers, but the connection for the terminals does not open.',
    action: 'A proxy on the way may block WebSockets. Use another network, or ask the operator.',
    isRetryable: true,
  },
  'rate.limited': {
    httpStatus: 429,
    closeCode: 4029,
    message: 'Too many requests in a short time.',
    action: 'Wait a moment and try again.',
    isRetryable: true,
  },
  'docker.unavailable': {
    httpStatus: 503,
    message: 'Docker does not answer on this machine, so your cluster is out of reach.',
    action: 'You can continue reading. The operator can run `./kindlab doctor`.',
    isRetryable: true,
  },
  'sandbox.boot_failed': {
    httpStatus: 502,
    message: 'The cluster could not be started.',
    action: 'Try again. If it fails again, `./kindlab doctor` and the server log show the operator the reason.',
    isRetryable: true,
  },
  'sandbox.image_missing': {
    httpStatus: 503,
    message: 'The node image is not on this machine.',
    action: 'The operator has to run `./kindlab up` again.',
    isRetryable: false,
  },
  'sandbox.gone': {
    httpStatus: 410,
    message: 'The cluster of this lab, or a node of it, no longer exists.',
    action: 'Start a fresh cluster.',
    isRetryable: false,
  },
  'exec.timeout': {
    httpStatus: 504,
    message: 'A command in the cluster did not finish in time.',
    action: 'Try again. If the node is overloaded, end some of its processes.',
    isRetryable: true,
  },
  internal: {
    httpStatus: 500,
    message: 'Something went wrong in Kindlab itself.',
    action: 'Try again. The server log has the reason for the operator.',
    isRetryable: true,
  },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof ERRORS

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code)
}
