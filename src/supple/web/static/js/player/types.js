// What the player's modules hand to each other. Types only; the contract with the server is in
// docs/architecture.md and in supple/web/wire.py.

/**
 * @typedef {object} Phase
 * @property {string} kind enter, hold, reps or exit
 * @property {string[]} say short spoken steps
 * @property {number | null} time_target_s
 */

/**
 * @typedef {object} Fault what is to be avoided
 * @property {string} criterion
 * @property {string} cue
 * @property {string} drawings address of its two pictures, without "-meant.svg" and "-fault.svg"
 */

/**
 * @typedef {object} Entry one exercise of the session
 * @property {number} index
 * @property {string} exercise
 * @property {string} name
 * @property {string} block warm_up, main or recovery
 * @property {number} sets
 * @property {string[]} sides
 * @property {number | null} hold_s
 * @property {number | null} repetitions
 * @property {number | null} tempo_s
 * @property {number | null} duration_s
 * @property {number} rest_s
 * @property {string} why
 * @property {string} note
 * @property {string} seed_dose
 * @property {boolean} judged
 * @property {boolean} back_line whether the coach needs the line of the back to judge it
 * @property {{view: string, text: string, height_m: number}} camera
 * @property {Phase[]} phases
 * @property {string[]} hints
 * @property {string[]} donts
 * @property {Fault[]} faults the gravest, three at most
 * @property {string | null} easier
 * @property {string} drawing
 * @property {string | null} figure address of its moving figure; null where it has no poses
 */

/**
 * @typedef {object} Script the session as the page gets it
 * @property {string} id
 * @property {string} programme
 * @property {string} programme_name
 * @property {boolean} camera
 * @property {string} state made, running, stopped or finished
 * @property {{entry: number, set: number}} at
 * @property {{breath_in_s: number, breath_out_s: number, keep_recordings: boolean}} settings
 * @property {number} [minutes]
 * @property {string[]} [notes] what was changed for this person, and why
 * @property {Entry[]} entries
 * @property {Record<string, unknown>} words
 */

/**
 * An event of the coach: number, type, when (session clock), and the fields of its type.
 * @typedef {{n: number, type: string, at_s: number} & Record<string, any>} CoachEvent
 */

/**
 * @typedef {object} Seen what the eye saw in one picture
 * @property {number} time_s page clock
 * @property {Float32Array | null} landmarks 33 x (x, y, z, visibility), null if nobody
 * @property {Float32Array | null} world 33 x (x, y, z) metres
 * @property {number} agreement how far the last second look found the joints, body lengths; or NaN
 * @property {number} second_person size of somebody else against the person, 0 if nobody
 * @property {Float32Array | null} [back_line] 24 x (x, y), hip to neck; null where it was not told
 */

/**
 * @typedef {object} Hold seconds credited so far
 * @property {number} credited_s
 * @property {number} target_s
 * @property {boolean} running
 * @property {string} by camera or clock
 * @property {number} at_s page clock
 */

/**
 * @typedef {object} Stage what the stage shows; made by model.js from events alone
 * @property {number} entry
 * @property {string} state a state of the coach, or "waiting" before the first event
 * @property {number} set_index
 * @property {number} set_count
 * @property {string | null} side
 * @property {number} phase
 * @property {number} since_s page clock
 * @property {number | null} lasts_s
 * @property {string} paused_from
 * @property {Hold | null} hold
 * @property {{count: number, target: number, by: string} | null} repetitions
 * @property {boolean | null} placed null: nothing was said of it yet
 * @property {string[]} missing
 * @property {string | null} lost why the pose is not seen
 * @property {{criterion: string, severity: string, text: string, at_s: number} | null} cue
 * @property {string | null} last_cue the criterion last cued in this exercise
 * @property {{kind: string, why: string, at_s: number} | null} notice
 * @property {string | null} easier an easier form that the coach offers
 * @property {"done" | "stop" | "pain" | null} over
 */

/**
 * @typedef {object} Line something to say
 * @property {string} text
 * @property {"safety" | "cue" | "state" | "step" | "count"} rank
 * @property {number} [after_s] how long from now
 * @property {number} [fresh_s] how long it is worth saying once due
 */

export {};
