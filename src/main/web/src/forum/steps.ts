// Which turns somebody is offered: the table of the protocol (ForumTable, ForumThread), read from the reader's side. Whoever is offered
// one too many is refused by the core's judge and by the server; nothing counts because it stood here.
import type { ForumAuthor, ForumPost, ForumState, ForumStep, ForumThread } from '../core/port'
import { isExpert, isModerator, sameAuthor } from './words'

const LIVE: ForumState[] = ['open', 'claimed', 'needs-info', 'accepted', 'stale', 'updated']
const SETTLED: ForumState[] = ['accepted', 'stale', 'updated']

/** What the step must or may carry beside itself. */
export const CARRIES: Partial<Record<ForumStep, ('words' | 'maybe' | 'reason' | 'thread' | 'space')[]>> = {
  ask: ['words'], inform: ['words'], accept: ['maybe'], verify: ['maybe'], stale: ['maybe'], update: ['maybe'], obsolete: ['maybe'], duplicate: ['thread', 'maybe'],
  reopen: ['maybe'], move: ['space', 'maybe'], lock: ['maybe'], warn: ['reason', 'maybe'], hide: ['reason', 'maybe'], remove: ['reason', 'maybe'], appeal: ['words'],
  restore: ['maybe'], uphold: ['maybe'],
}

// 'answered' is no state of its own: it says that there is an answer while the question is open or taken.
const stateOf = (thread: ForumThread): ForumState => (thread.state !== 'answered' ? thread.state : thread.claimer === undefined ? 'open' : 'claimed')

export const shut = (thread: ForumThread): boolean => thread.locked || thread.state === 'removed'

/** Turns on the question as a whole, the likeliest first. */
export function onThread(thread: ForumThread, own: ForumAuthor | undefined): ForumStep[] {
  if (own === undefined) return []
  const state = stateOf(thread)
  const asker = sameAuthor(thread.posts[0]?.author, own)
  const expert = isExpert(own) && !shut(thread)
  const moderator = isModerator(own)
  const claimer = sameAuthor(thread.claimer, own) && !shut(thread)
  const can: [ForumStep, boolean][] = [
    ['inform', asker && !shut(thread) && state === 'needs-info'],
    ['claim', expert && !asker && state === 'open'],
    ['ask', expert && (state === 'open' || state === 'claimed')],
    ['release', (claimer || moderator) && (state === 'claimed' || state === 'needs-info')],
    ['stale', (expert || moderator) && (state === 'accepted' || state === 'updated')],
    ['obsolete', (expert || moderator) && SETTLED.includes(state)],
    ['duplicate', moderator && LIVE.includes(state)],
    ['reopen', moderator && (state === 'duplicate' || state === 'obsolete')],
    ['move', moderator],
    ['lock', moderator && !thread.locked],
    ['unlock', moderator && thread.locked],
  ]
  return can.filter(([, allowed]) => allowed).map(([step]) => step)
}

/** Turns on one post. Nobody judges his own, nor the appeal against his own decision. */
export function onPost(thread: ForumThread, post: ForumPost, own: ForumAuthor | undefined): ForumStep[] {
  if (own === undefined) return []
  const state = stateOf(thread)
  const asker = sameAuthor(thread.posts[0]?.author, own)
  const mine = sameAuthor(post.author, own)
  const answer = post.form === 'answer' && post.fate === 'shown'
  const expert = isExpert(own)
  const judges = isModerator(own) && !mine
  const others = judges && (!post.appealed || !sameAuthor(post.decision?.author, own))
  const can: [ForumStep, boolean][] = [
    ['accept', answer && asker && !shut(thread) && LIVE.includes(state) && thread.accepted !== post.id],
    ['verify', answer && expert && !mine && !shut(thread) && LIVE.includes(state) && !post.verified.some((turn) => sameAuthor(turn.author, own))],
    ['update', answer && (expert ? !shut(thread) : isModerator(own)) && (expert || isModerator(own)) && SETTLED.includes(state) && thread.accepted !== post.id],
    ['appeal', mine && post.decision !== undefined && !post.appealed && post.fate !== 'removed'],
    ['warn', judges && post.fate === 'shown'],
    ['hide', judges && post.fate === 'shown'],
    ['remove', judges && post.fate !== 'removed'],
    ['restore', others && post.fate === 'hidden' && post.decision !== undefined],
    ['uphold', others && post.appealed],
  ]
  return can.filter(([, allowed]) => allowed).map(([step]) => step)
}
