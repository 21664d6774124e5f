// @ts-check
/**
 * Every message between the page and the worker, as one tagged union each way.
 *
 * The envelope is the same both ways: `{id, type, data}`, keys in snake_case. A request gets exactly one
 * terminal reply with its id (`type: "reply"` or `type: "error"`); events carry the id of the request
 * they belong to and come before that reply. A tensor travels as `{values, shape}`, flat and transferred.
 * `tests/messages.json` holds examples; the session and the worker are both tested against them.
 */

/**
 * @typedef {{values: Float32Array | Uint8Array, shape: number[]}} Tensor
 *
 * @typedef {object} LabConfig What the Lab's inputs hold.
 * @property {number} hidden_units       width of the hidden layer, 1 to 1024
 * @property {"relu" | "sigmoid" | "tanh"} activation
 * @property {"adam" | "rmsprop" | "sgd" | "momentum"} optimizer
 * @property {number} learning_rate
 * @property {number} batch_size         1 to 1024
 * @property {number} epochs             1 to 100
 * @property {number} train_images       how many of the 60,000 to train on
 * @property {number} seed               of the starting weights and of the shuffling
 */

/**
 * @typedef {object} GameConfig  What chooses the pixels: the same config makes the same ones.
 * @property {"mixed" | "noise" | "salt_and_pepper" | "cut" | "occlude" | "ambiguous" | "blend"} kind
 * @property {"mixed" | "mild" | "medium" | "strong"} level
 * @property {"strokes" | "noise" | "scramble"} mask
 * @property {number} rounds    1 to 40
 * @property {number} seed
 */

/**
 * Requests, page to worker.
 *
 * @typedef {{type: "boot", data: {ops?: "numpy"}}} BootRequest
 *   Start Python, if wanted without the kernel, to compare; events: loading; reply: Booted.
 * @typedef {{type: "load_data", data: {split: "train" | "test"}}} LoadDataRequest   events: loading; reply: {images: number}
 * @typedef {{type: "build", data: {config: LabConfig}}} BuildRequest
 *   A fresh network with the starting weights of `config.seed`; ends a run, if one is on; reply: ModelInfo.
 * @typedef {{type: "train", data: {config: LabConfig, paused: boolean}}} TrainRequest
 *   Goes on from the present weights where the network is still the one `config` describes, else builds
 *   it first. Started paused, it waits for `step` or `resume`. Events: step, epoch, snapshot; reply: Trained.
 * @typedef {{type: "pause", data: {}}} PauseRequest         between two batches; reply: {}
 * @typedef {{type: "resume", data: {}}} ResumeRequest       reply: {}
 * @typedef {{type: "step", data: {}}} StepRequest           one batch, then paused again; reply: {}
 * @typedef {{type: "stop", data: {}}} StopRequest           ends the run, keeping its weights; reply: {}
 * @typedef {{type: "set_learning_rate", data: {learning_rate: number}}} SetLearningRateRequest  reply: {}
 * @typedef {{type: "predict", data: {drawing: Tensor, model: ModelChoice}}} PredictRequest
 *   A drawing is the pad's ink, [height, width] in uint8, 0 paper to 255 ink; reply: Prediction.
 * @typedef {{type: "test_image", data: {index: number, model: ModelChoice}}} TestImageRequest    reply: Prediction, with its label
 * @typedef {{type: "restore", data: {snapshot: Uint8Array}}} RestoreRequest  after a respawn; reply: ModelInfo
 * @typedef {{type: "run_code", data: {code: string}}} RunCodeRequest         events: output, snapshot; reply: CodeDone
 * @typedef {{type: "stop_code", data: {}}} StopCodeRequest  cooperative; reply: {}
 * @typedef {{type: "figure", data: {name: string, state: Record<string, any>, language: "en" | "zh"}}} FigureRequest
 *   What a figure of the lessons shows for a state; keys left out have their defaults; reply: Drawn.
 * @typedef {{type: "game", data: {config: GameConfig, model: ModelChoice}}} GameRequest
 *   All rounds of a game, with the network's answers to the very same pixels; the page keeps them to itself until
 *   the reader has answered. The test images must be loaded; reply: Game.
 * @typedef {{type: "game_score", data: {labels: number[], reader: number[], network: number[],
 *   groups: Record<string, string[]>}}} GameScoreRequest   one entry a round; reply: GameScore
 * @typedef {{type: "playground", data: {state: Record<string, any>, fresh: boolean}}} PlaygroundRequest
 *   Set it as its controls stand; another network or data set begins anew, and so it does when `fresh`;
 *   reply: PlaygroundView with `layout` and `points`.
 * @typedef {{type: "playground_train", data: {epochs: number}}} PlaygroundTrainRequest
 *   0 epochs: until paused. Events: playground; reply: PlaygroundView.
 * @typedef {{type: "playground_pause", data: {}}} PlaygroundPauseRequest   reply: {}; the run's own comes after it
 * @typedef {{type: "playground_weight", data: {at: number, value: number}}} PlaygroundWeightRequest  reply: PlaygroundView
 * @typedef {"shipped" | "own"} ModelChoice
 *
 * @typedef {BootRequest | LoadDataRequest | BuildRequest | TrainRequest | PauseRequest | ResumeRequest
 *   | StepRequest | StopRequest | SetLearningRateRequest | PredictRequest
 *   | TestImageRequest | RestoreRequest | RunCodeRequest | StopCodeRequest | FigureRequest
 *   | GameRequest | GameScoreRequest} Request
 */

/**
 * Events, worker to page, under the id of their request.
 *
 * @typedef {object} Loading
 * @property {"runtime" | "packages" | "data" | "starting"} stage
 * @property {number} received   bytes of all files of this request so far
 * @property {number} total      bytes of all files of this request
 *
 * @typedef {object} Step        one a time slice
 * @property {number} epoch      from 0
 * @property {number} epochs
 * @property {number} batch      batches done in this epoch
 * @property {number} batches    batches of an epoch
 * @property {number} loss       running mean over the epoch, as Keras shows it
 * @property {number} accuracy   likewise
 * @property {number} recent_loss       mean over this slice's batches: what a curve wants
 * @property {number} recent_accuracy   likewise
 * @property {number} images_per_second   over the last two seconds of running time
 * @property {number} seconds_left        of the whole run
 *
 * @typedef {object} Epoch       when one ends
 * @property {number} epoch
 * @property {number} loss
 * @property {number} accuracy
 * @property {number} val_loss       on the 10,000 test images, which are never trained on
 * @property {number} val_accuracy
 * @property {number} seconds
 *
 * @typedef {{type: "loading", data: Loading}} LoadingEvent
 * @typedef {{type: "step", data: Step}} StepEvent
 * @typedef {{type: "epoch", data: Epoch}} EpochEvent
 * @typedef {{type: "snapshot", data: {snapshot: Uint8Array}}} SnapshotEvent   the model as a file; the page keeps the newest
 * @typedef {{type: "output", data: {stream: "stdout" | "stderr", text: string}}} OutputEvent
 * @typedef {{type: "playground", data: PlaygroundView}} PlaygroundEvent
 * @typedef {LoadingEvent | StepEvent | EpochEvent | SnapshotEvent | OutputEvent | PlaygroundEvent} Event
 */

/**
 * What the terminal replies hold.
 *
 * @typedef {{pyodide: string, python: string, numpy: string, nnweb: string, ops: string, seconds: number}} Booted
 * @typedef {{parameters: number, config: LabConfig}} ModelInfo
 * @typedef {object} Trained
 * @property {"done" | "stopped"} reason
 * @property {number} test_accuracy    on all 10,000 test images
 * @property {number} test_loss
 * @property {number} seconds          of training alone
 * @property {number} heap_bytes       WebAssembly memory of the worker
 * @property {"wasm-simd" | "numpy"} ops   which operations nnweb used
 *
 * @typedef {object} Prediction
 * @property {number} digit            -1 for an empty drawing
 * @property {Float32Array} probabilities   ten
 * @property {Tensor} input            uint8 [28, 28]: what the network sees
 * @property {ModelChoice} model       which network answered
 * @property {number} [label]          of a test image
 * @property {number} [index]
 * @property {number} milliseconds     from the message's arrival to this reply
 *
 * @typedef {object} PlaygroundView   of `site/worker/playground.py`
 * @property {number} epoch
 * @property {Float32Array} weights   all parameters, in the order of `layout`
 * @property {Float32Array} output    51 by 51, -1 to 1
 * @property {Float32Array} units     17 by 17 each, unit after unit
 * @property {number} train_loss
 * @property {number} train_accuracy
 * @property {number} test_loss
 * @property {number} test_accuracy
 * @property {any} [layout]           where tiles and edges lie: `figures.playground.layout`
 * @property {string} [points]        the points as SVG
 * @property {Float32Array} [features]  17 by 17 each, feature after feature
 *
 * @typedef {{status: "done" | "stopped" | "failed"}} CodeDone
 *
 * @typedef {object} Drawn             what `figures.figure.Figure.render` returns, at build and here
 * @property {Record<string, string>} panels   the svg element of each panel
 * @property {Record<string, string>} values   short texts, ready to be shown
 * @property {string} said             the sentence that tells the result
 * @property {Handle[]} handles        what can be dragged, and how
 * @property {number} milliseconds
 *
 * @typedef {object} Game
 * @property {Tensor} images     uint8 [rounds, 28, 28]: what reader and network see
 * @property {Tensor} masks      likewise: what the reader sees afterwards
 * @property {number[]} labels   one a round, as all that follow
 * @property {number[]} indices  of the test images
 * @property {string[]} kinds    of disturbance
 * @property {string[]} levels
 * @property {number[]} answers  the network's
 * @property {number[]} probabilities   that it gave its answers
 * @property {number[]} milliseconds    that each took it
 *
 * @typedef {{right: number, low: number, high: number}} GameAccuracy   with its 95 % Wilson interval
 * @typedef {object} GameScore
 * @property {number} count
 * @property {GameAccuracy} reader
 * @property {GameAccuracy} network
 * @property {number} only_reader    rounds that the reader alone got right
 * @property {number} only_network
 * @property {number} both_wrong
 * @property {number} same_mistake   of those, with the same wrong digit
 * @property {number} chance         of so uneven a split between two equals
 * @property {{by: string, name: string, count: number, reader: number, network: number}[]} groups
 * @property {Record<"reader" | "network", number[][]>} confusion   label (row) against answer (column)
 *
 * @typedef {{key: string, low: number, high: number, start: number, end: number, log: boolean}} Axis
 * @typedef {{name: string, panel: string, x: Axis | null, y: Axis | null, at: [number, number], colour: string,
 *   anywhere: boolean}} Handle
 *
 * @typedef {object} Failure
 * @property {"network" | "http" | "integrity" | "no_wasm" | "memory" | "value" | "diverged" | "python" | "stopped" | "no_model"} kind
 * @property {string} message   what happened, in English; the page shows its own sentence for the kind and this as detail
 * @property {string} [hint]
 * @property {string} [url]
 *
 * @typedef {{id: number, type: "reply", data: any} | {id: number, type: "error", data: Failure}
 *   | ({id: number} & Event)} FromWorker
 * @typedef {{id: number} & Request} ToWorker
 */

export {};
