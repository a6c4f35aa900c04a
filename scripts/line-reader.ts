/** Cuts a stream of text into lines; a carriage return ends a line as well, so that progress bars become lines. */
export class LineReader {
  private rest = ''
  private readonly onLine: (line: string) => void

  constructor(onLine: (line: string) => void) {
    this.onLine = onLine
  }

  push(text: string): void {
    const pieces = (this.rest + text).split(/\r\n|\n|\r(?!$)/)
    this.rest = pieces.pop() ?? ''
    for (const piece of pieces) this.emit(piece)
  }

  end(): void {
    this.emit(this.rest)
    this.rest = ''
  }

  private emit(piece: string): void {
    const line = piece.trimEnd()
    if (line !== '') this.onLine(line)
  }
}
