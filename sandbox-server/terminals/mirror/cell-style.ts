import type { IBufferCell } from '@xterm/headless'

/** No colour and no attribute. Almost every cell of a screen is plain, so `styleOf` checks it first. */
export const PLAIN = '\u001B[0m'

/** The SGR sequence that sets exactly this cell's colours and attributes, independent of the previous style. */
export function styleOf(cell: IBufferCell): string {
  if (cell.isAttributeDefault()) return PLAIN
  const codes = ['0', ...flagsOf(cell)]
  if (!cell.isFgDefault()) codes.push(colour(cell.getFgColor(), cell.isFgRGB(), isSixteen(cell.getFgColorMode()), 30))
  if (!cell.isBgDefault()) codes.push(colour(cell.getBgColor(), cell.isBgRGB(), isSixteen(cell.getBgColorMode()), 40))
  return `\u001B[${codes.join(';')}m`
}

/** The style of an empty cell, which can only have a background. */
export function backgroundOf(cell: IBufferCell): string {
  if (cell.isBgDefault()) return PLAIN
  return `\u001B[0;${colour(cell.getBgColor(), cell.isBgRGB(), isSixteen(cell.getBgColorMode()), 40)}m`
}

function flagsOf(cell: IBufferCell): string[] {
  const flags: [number, string][] = [
    [cell.isBold(), '1'],
    [cell.isDim(), '2'],
    [cell.isItalic(), '3'],
    [cell.isUnderline(), '4'],
    [cell.isBlink(), '5'],
    [cell.isInverse(), '7'],
    [cell.isInvisible(), '8'],
    [cell.isStrikethrough(), '9'],
    [cell.isOverline(), '53'],
  ]
  return flags.filter(([isSet]) => isSet !== 0).map(([, code]) => code)
}

/** xterm distinguishes a short code from an index for the first 16 colours, because bold brightens only the short code. */
function isSixteen(colourMode: number): boolean {
  return colourMode >> 24 === 1
}

function colour(value: number, isRgb: boolean, isShort: boolean, base: 30 | 40): string {
  if (isRgb) return `${base + 8};2;${value >> 16};${(value >> 8) & 255};${value & 255}`
  if (isShort) return String(value < 8 ? base + value : base + 60 + value - 8)
  return `${base + 8};5;${value}`
}
