/** Rules of plain technical English for comments, test titles and docs. `docs/architecture.md` explains them. */

export interface Finding {
  /** The word or the start of the sentence that breaks a rule. */
  text: string
  advice: string
}

/** Longest sentence, in words. CONTRIBUTING asks for about 20. */
const MAX_WORDS = 25

/** Avoided expressions, with the term to use instead. */
export const AVOIDED: readonly { pattern: RegExp; advice: string }[] = [
  avoid('nobody|somebody|anybody|whoever|whomever', 'name the actor: the learner, the operator, a client, a caller'),
  avoid('anew', 'again'),
  avoid('(?:come|comes|came) to nothing', 'fail'),
  avoid('(?:put|puts|putting) right', 'repair'),
  avoid('mend|mends|mended|mending', 'fix, or repair'),
  avoid('told', 'reported, shown, notified'),
  avoid('tells?(?! apart)|telling(?! apart)', 'report, show, notify, log'),
  avoid('(?:a|an|one|each|the|next|last|first|further|another|every) looks?', 'poll, probe, check, inspection'),
  avoid('judges?|judged|judging', 'authorize, grade, diagnose'),
  avoid('begun', 'started'),
  avoid('(?<!Pod )till|thrice|hitherto|henceforth|whence|lest', 'the everyday word'),
  avoid('onlookers?', 'viewer, or subscriber'),
  avoid('obeys?|obeyed', 'dispatch, or follow'),
  avoid('riddles?|poems?', 'plain words'),
  avoid('strangers?', 'unknown object, or foreign object'),
  avoid('whose (?:cluster|lab|node|shell|page|terminal)', 'say which object: the cluster of this lab'),
  avoid('(?:thinks?|thought) better of', 'cancel'),
  avoid('(?:stands|stood|standing) still', 'unresponsive, or idle'),
  avoid('(?:speaks?|speaking|spoke|spoken) (?:of|to)', 'describe, mention, call, connect to'),
  avoid('hears?|heard', 'is notified of, receives'),
  avoid('(?:by|on|with) whom', 'name the actor'),
  avoid('of no use', 'not usable'),
  avoid('as good as', 'the exact condition'),
  avoid('is at work', 'is running'),
  avoid('(?:goes|went|go) astray', 'is lost'),
  avoid('a good while|by and by|once and for all', 'a duration, or a condition'),
]

function avoid(words: string, advice: string): { pattern: RegExp; advice: string } {
  return { pattern: new RegExp(String.raw`(?<![\w-])(?:${words})(?![\w-])`, 'iu'), advice }
}

/** A statement with such a subject hides its actor or its object. Questions may have one. */
const VAGUE_SUBJECT = /^(?:who|whoever|whose|whom|what|whatever|nobody|somebody|anybody)\b/iu

/** @param prose text without code, with one or more sentences */
export function checkProse(prose: string): Finding[] {
  const words = AVOIDED.flatMap(({ pattern, advice }) => {
    const found = pattern.exec(prose)
    return found === null ? [] : [{ text: found[0], advice }]
  })
  return [...words, ...sentencesOf(prose).flatMap(checkSentence)]
}

function checkSentence(sentence: string): Finding[] {
  const text = sentence.length > 60 ? `${sentence.slice(0, 60)}…` : sentence
  const findings: Finding[] = []
  const words = sentence.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  if (words > MAX_WORDS) findings.push({ text, advice: `${words} words: split it, at most ${MAX_WORDS}` })
  if (VAGUE_SUBJECT.test(sentence) && !sentence.endsWith('?')) {
    findings.push({ text, advice: 'begin with the subject: the actor or the object' })
  }
  return findings
}

function sentencesOf(prose: string): string[] {
  return prose
    .split(/(?<=[.!?])["”)]?\s+(?=[\p{Lu}`\d("“]|kube|etcd|systemd|containerd|crictl)|\n{2,}|[:;]\s/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}
