// @ts-check
/**
 * Every message between the page and the worker: `Requests` is the one table of them.
 *
 * The envelope is the same both ways: `{id, type, data}`, keys in snake_case. A request gets exactly one
 * terminal reply with its id (`type: "reply"` or `type: "error"`); events carry the id of the request
 * they belong to and come before that reply. A tensor travels as `{values, shape}`, flat and transferred.
 *
 * `client.request` and the worker's handlers are typed by the table: a wrong key and a request that nobody
 * answers are errors of `tsc`. `tests/messages.json` holds an example of each request, event and kind of
 * failure; the table, the session and the worker are each tested against them.
 */

/**
 * What each request brings (`data`), what it gets (`reply`), and which events may come before that.
 *
 * @typedef {object} Requests
 *
 * @property {{data: {ops?: "numpy"}, reply: Booted, events: {loading: Loading}}} boot
 *   Start Python, if wanted without the kernel, to compare.
 * @property {{data: {split: Split}, reply: {images: number}, events: {loading: Loading}}} load_data
 * @property {{data: {snapshot: Uint8Array}, reply: ModelInfo, events: {}}} restore   after a respawn
 *
 * @property {{data: {config: LabConfig}, reply: ModelInfo, events: {}}} build
 *   A fresh network with the starting weights of `config.seed`; ends a run, if one is on.
 * @property {{data: {config: LabConfig, paused: boolean}, reply: Trained,
 *   events: {step: Step, epoch: Epoch, snapshot: Snapshot}}} train
 *   Goes on from the present weights where the network is still the one `config` describes, else builds
 *   it first. Started paused, it waits for `step` or `resume`.
 * @property {{data: Nothing, reply: Nothing, events: {}}} pause    between two batches
 * @property {{data: Nothing, reply: Nothing, events: {}}} resume
 * @property {{data: Nothing, reply: Nothing, events: {}}} step     one batch, then paused again
 * @property {{data: Nothing, reply: Nothing, events: {}}} stop     ends the run, keeping its weights
 * @property {{data: {learning_rate: number}, reply: Nothing, events: {}}} set_learning_rate
 *
 * @property {{data: {drawing: Tensor<Uint8Array>, model: ModelChoice}, reply: Prediction, events: {}}} predict
 *   A drawing is the pad's ink, [height, width], 0 paper to 255 ink.
 * @property {{data: {index: number, model: ModelChoice}, reply: TestPrediction, events: {}}} test_image   the test images must be loaded
 *
 * @property {{data: {code: string}, reply: {status: "done" | "stopped" | "failed"},
 *   events: {loading: Loading, output: Output}}} run_code
 * @property {{data: Nothing, reply: Nothing, events: {}}} stop_code    cooperative
 *
 * @property {{data: {name: string, state: Record<string, any>, language: Language, drawing?: Tensor<Uint8Array>},
 *   reply: Drawn, events: {}}} figure
 *   What a figure of the lessons shows for a state; keys left out have their defaults. A drawing is the ink on the
 *   figure's pad, as `predict` takes it; left out, the pad is blank.
 * @property {{data: {name: string, state: Record<string, any>, language: Language}, reply: Run, events: {run: Run}}} figure_run
 *   The run of a figure that takes seconds; what it needs must be loaded. The reply is its end, or how far it was
 *   when it was stopped. Another run that is on ends with an error.
 * @property {{data: {name: string}, reply: Nothing, events: {}}} figure_stop   the run's own reply comes after it
 *
 * @property {{data: {config: GameConfig, model: ModelChoice}, reply: Game, events: {}}} game
 *   All rounds of a game, with the network's answers to the very same pixels; the page keeps them to itself until
 *   the reader has answered. The test images must be loaded.
 * @property {{data: {labels: number[], reader: number[], network: number[], groups: Record<string, string[]>},
 *   reply: GameScore, events: {}}} game_score   one entry a round
 *
 * @property {{data: {state: Record<string, any>, fresh: boolean}, reply: PlaygroundView & PlaygroundSet,
 *   events: {}}} playground
 *   Set it as its controls stand; another network or data set begins anew, and so it does when `fresh`.
 * @property {{data: {epochs: number}, reply: PlaygroundView, events: {playground: PlaygroundView}}} playground_train
 *   0 epochs: until stopped.
 * @property {{data: Nothing, reply: Nothing, events: {}}} playground_stop   the run's own reply comes after it
 * @property {{data: {at: number, value: number}, reply: PlaygroundView, events: {}}} playground_weight
 */

/**
 * What follows from the table.
 *
 * @typedef {keyof Requests} RequestType
 */

/**
 * @template {RequestType} K
 * @typedef {{id: number, type: K, data: Requests[K]["data"]}} Request
 */

/**
 * @template {RequestType} K
 * @typedef {{[E in keyof Requests[K]["events"]]: {id: number, type: E, data: Requests[K]["events"][E]}}[keyof Requests[K]["events"]]} EventOf
 */

/**
 * @typedef {{[K in RequestType]: Request<K>}[RequestType]} ToWorker
 * @typedef {{[K in RequestType]: EventOf<K>}[RequestType]} Event
 * @typedef {{id: number, type: "reply", data: Requests[RequestType]["reply"]}
 *   | {id: number, type: "error", data: Failure} | Event} FromWorker
 */

/**
 * What requests bring.
 *
 * @typedef {Record<string, never>} Nothing
 * @typedef {"shipped" | "own"} ModelChoice
 * @typedef {"train" | "test"} Split   of MNIST
 * @typedef {"en" | "zh"} Language
 *
 * @typedef {object} LabConfig What the Lab's inputs hold; `site/worker/lab.py` says what they may.
 * @property {number} hidden_units       width of the hidden layer
 * @property {string} activation
 * @property {string} optimizer
 * @property {number} learning_rate
 * @property {number} batch_size
 * @property {number} epochs
 * @property {number} train_images       how many of the 60,000 to train on
 * @property {number} seed               of the starting weights and of the shuffling
 *
 * @typedef {object} GameConfig  What chooses the pixels: the same config makes the same ones; see `site/worker/game.py`.
 * @property {string} kind     of disturbance
 * @property {string} level
 * @property {string} mask
 * @property {number} rounds
 * @property {number} seed
 */

/**
 * What events hold.
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
 * @typedef {{snapshot: Uint8Array}} Snapshot   the reader's network as a file; the page keeps the newest
 * @typedef {{stream: "stdout" | "stderr", text: string}} Output   what a program prints
 */

/**
 * What the terminal replies hold.
 *
 * @typedef {{pyodide: string, python: string, numpy: string, nnweb: string, ops: string, seconds: number}} Booted
 * @typedef {{parameters: number, config: Partial<LabConfig>}} ModelInfo   of a restored one what its file tells
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
 * @property {Tensor<Uint8Array>} input   [28, 28]: what the network sees
 * @property {ModelChoice} model       which network answered
 * @property {number} milliseconds     from the message's arrival to this reply
 *
 * @typedef {Prediction & {label: number, index: number}} TestPrediction   of a test image
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
 *
 * @typedef {object} PlaygroundSet     what stays as it is until the playground is set anew
 * @property {Layout} layout
 * @property {string} points           the points as SVG
 * @property {Float32Array} features   17 by 17 each, feature after feature
 *
 * @typedef {object} Layout            `figures.playground.layout`: places in per cent of the diagram
 * @property {Tile[]} tiles
 * @property {Edge[]} edges
 * @property {{layer: number, unit: number, at: number}[]} biases   of each unit its place in `weights`
 * @property {string[]} inputs         that are on
 * @property {number[]} hidden         units of each hidden layer
 * @property {number} rows
 *
 * @typedef {{layer: number, unit: number, x: number, y: number}} Place
 * @typedef {(Place & {kind: "unit" | "output"}) | (Place & {kind: "input", key: string, on: boolean})} Tile
 * @typedef {{layer: number, input: number, unit: number, at: number, x1: number, y1: number, x2: number, y2: number}} Edge
 *
 * @typedef {object} Drawn             what `figures.figure.Figure.render` returns, at build and here
 * @property {Record<string, string>} panels   the svg element of each panel
 * @property {Record<string, string>} values   short texts, ready to be shown
 * @property {string} said             the sentence that tells the result
 * @property {Handle[]} handles        what can be dragged, and how
 * @property {Cells[]} cells           what is told of each cell that a handle chooses among
 * @property {number} milliseconds
 *
 * @typedef {Drawn & Progress} Run     of `site/worker/figure_run.py`
 * @typedef {object} Progress
 * @property {number} done           of the work
 * @property {number} of             all of it; a run came to its end where `done` is as much
 * @property {string} told           how far that is, in words
 * @property {number} seconds        of running
 * @property {number} seconds_left   if it goes on as so far
 *
 * @typedef {object} Game
 * @property {Tensor<Uint8Array>} images   [rounds, 28, 28]: what reader and network see
 * @property {Tensor<Uint8Array>} masks    likewise: what the reader sees afterwards
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
 *   anywhere: boolean, marked: boolean}} Handle
 * @typedef {{handle: string, texts: Record<string, string>, over: [number, number] | null}} Cells
 *   by key of `values` the texts of all cells, with "|" between them
 *
 * @typedef {object} Failure
 * @property {"network" | "http" | "integrity" | "no_wasm" | "memory" | "value" | "diverged" | "python" | "stopped" | "no_model"} kind
 * @property {string} message   what happened, in English; the page shows its own sentence for the kind and this as detail
 * @property {string} [url]
 */

/**
 * @template {Float32Array | Uint8Array} T
 * @typedef {{values: T, shape: number[]}} Tensor
 */

export {};
