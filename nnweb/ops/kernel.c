/* The operations of a dense network for WebAssembly SIMD. See call.py for how it is called;
 * who asks (layers, losses, optimizers) says what each operation means, this file only how it is made fast.
 *
 * One idea carries the three matrix products of a dense layer. Each is "rows of a weighted sum of rows":
 *
 *     forward   y[i]  = bias + sum over j of x[i,j]  * w[j]      rows of x,  times the rows of w
 *     gradient  dw[j] =        sum over i of x[i,j]  * dz[i]     columns of x, times the rows of dz
 *     backward  dx[i] =        sum over c of dz[i,c] * wt[c]     rows of dz, times the rows of w transposed
 *
 * So the left factor is first made into lists of its non-zero numbers (four fifths of MNIST's pixels are 0,
 * and half of what ReLU lets through), and one loop sums rows for each list, 32 columns at a time in eight
 * registers. Leaving out x*0 changes no bit of a sum as long as the other factor is finite. The order of
 * summation is fixed by the lists, so a run is repeatable to the last bit on every machine.
 *
 * Memory: the module keeps no data of its own but constants. Everything it writes lies in buffers that the
 * caller allocates with NumPy, scratch included; its stack is Pyodide's own, of which it takes a few hundred
 * bytes. There is nothing here that could overlap with Pyodide's memory.
 */

#include <wasm_simd128.h>

typedef unsigned char u8;

/* One call, as call.py packs it: 18 words. */
typedef struct {
    int op;
    int n, k, m;           /* rows of x, columns of x, columns of y */
    void *a, *b, *c, *d, *e, *f, *g;
    void *scratch, *lists;  /* lists: of x's non-zeros, which a forward leaves there for its backward; or null */
    float s, t, u, w;
    int activation;
} Call;

enum { LINEAR, RELU, SIGMOID, TANH };

#define ROWS 64

/* ---- small functions ------------------------------------------------------------------------------- */

/* exp to about 2 units in the last place; Cephes' polynomial (Moshier 1989) on [-ln2/2, ln2/2]. */
static v128_t exp4(v128_t x) {
    x = wasm_f32x4_min(wasm_f32x4_max(x, wasm_f32x4_splat(-87.0f)), wasm_f32x4_splat(88.0f));
    v128_t n = wasm_f32x4_nearest(wasm_f32x4_mul(x, wasm_f32x4_splat(1.44269504088896341f)));
    v128_t r = wasm_f32x4_sub(x, wasm_f32x4_mul(n, wasm_f32x4_splat(0.693359375f)));
    r = wasm_f32x4_sub(r, wasm_f32x4_mul(n, wasm_f32x4_splat(-2.12194440e-4f)));
    static const float c[] = {1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f,
                              4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f};
    v128_t p = wasm_f32x4_splat(c[0]);
    for (int i = 1; i < 6; i++) p = wasm_f32x4_add(wasm_f32x4_mul(p, r), wasm_f32x4_splat(c[i]));
    p = wasm_f32x4_add(wasm_f32x4_mul(p, wasm_f32x4_mul(r, r)), wasm_f32x4_add(r, wasm_f32x4_splat(1.0f)));
    v128_t e = wasm_i32x4_shl(wasm_i32x4_add(wasm_i32x4_trunc_sat_f32x4(n), wasm_i32x4_splat(127)), 23);
    return wasm_f32x4_mul(p, e);
}

static float exp1(float x) { return wasm_f32x4_extract_lane(exp4(wasm_f32x4_splat(x)), 0); }

/* Natural logarithm of a positive normal number; Cephes' polynomial on [sqrt(1/2), sqrt(2)]. */
static float log1(float x) {
    union { float f; int i; } bits = {x};
    int e = (bits.i >> 23) - 126;
    bits.i = (bits.i & 0x007fffff) | 0x3f000000;
    float f = bits.f;
    if (f < 0.707106781186547524f) { e--; f = f + f - 1.0f; } else f = f - 1.0f;
    float z = f * f;
    static const float c[] = {7.0376836292e-2f, -1.1514610310e-1f, 1.1676998740e-1f, -1.2420140846e-1f,
                              1.4249322787e-1f, -1.6668057665e-1f, 2.0000714765e-1f, -2.4999993993e-1f,
                              3.3333331174e-1f};
    float p = c[0];
    for (int i = 1; i < 9; i++) p = p * f + c[i];
    float y = p * f * z - 2.12194440e-4f * (float)e - 0.5f * z;
    return f + y + 0.693359375f * (float)e;
}

/* ---- lists of non-zeros ------------------------------------------------------------------------------ */

typedef struct { int *start, *index; float *value; } Lists;   /* list r: start[r] up to start[r + 1] */

static int *layout(Lists *l, int *at, int lists, int most) {
    l->start = at;
    l->index = at + lists + 1;
    l->value = (float *)(l->index + most);
    return l->index + 2 * (long)most;
}

static void lists_of_rows(const float *x, int rows, int cols, Lists *l) {
    int *index = l->index, count = 0;
    float *value = l->value;
    for (int r = 0; r < rows; r++, x += cols) {
        l->start[r] = count;
        int c = 0;
        for (; c + 4 <= cols; c += 4) {
            v128_t v = wasm_v128_load(x + c);
            if (!wasm_v128_any_true(wasm_f32x4_ne(v, wasm_f32x4_splat(0)))) continue;
            /* Written always, kept only if non-zero: a branch for each would be guessed wrong too often. */
            for (int i = c; i < c + 4; i++) {
                index[count] = i;
                value[count] = x[i];
                count += x[i] != 0;
            }
        }
        for (; c < cols; c++)
            if (x[c] != 0) { index[count] = c; value[count++] = x[c]; }
    }
    l->start[rows] = count;
}

/* The same numbers by column; within a column the rows stay in order. */
static void lists_of_columns(const Lists *by_row, int rows, int cols, Lists *l) {
    int *start = l->start;
    for (int c = 0; c <= cols; c++) start[c] = 0;
    int all = by_row->start[rows];
    for (int e = 0; e < all; e++) start[by_row->index[e] + 1]++;
    for (int c = 0; c < cols; c++) start[c + 1] += start[c];
    for (int r = 0; r < rows; r++)
        for (int e = by_row->start[r]; e < by_row->start[r + 1]; e++) {
            int at = start[by_row->index[e]]++;
            l->index[at] = r;
            l->value[at] = by_row->value[e];
        }
    for (int c = cols; c > 0; c--) start[c] = start[c - 1];
    start[0] = 0;
}

/* out[r] = first + sum over list r of value * matrix[index]; `first` may be 0. */
static void sum_rows(const Lists *l, int rows, const float *matrix, int cols, const float *first, float *out) {
    const v128_t zero = wasm_f32x4_splat(0);
    int c = 0;
    for (; c + 32 <= cols; c += 32)
        for (int r = 0; r < rows; r++) {
            v128_t a[8];
            for (int i = 0; i < 8; i++) a[i] = first ? wasm_v128_load(first + c + 4 * i) : zero;
            for (int e = l->start[r], end = l->start[r + 1]; e < end; e++) {
                v128_t v = wasm_v128_load32_splat(l->value + e);
                const float *row = matrix + (long)l->index[e] * cols + c;
                for (int i = 0; i < 8; i++) a[i] = wasm_f32x4_add(a[i], wasm_f32x4_mul(v, wasm_v128_load(row + 4 * i)));
            }
            for (int i = 0; i < 8; i++) wasm_v128_store(out + (long)r * cols + c + 4 * i, a[i]);
        }
    for (; c + 4 <= cols; c += 4)
        for (int r = 0; r < rows; r++) {
            v128_t a = first ? wasm_v128_load(first + c) : zero;
            for (int e = l->start[r], end = l->start[r + 1]; e < end; e++)
                a = wasm_f32x4_add(a, wasm_f32x4_mul(wasm_v128_load32_splat(l->value + e),
                                                     wasm_v128_load(matrix + (long)l->index[e] * cols + c)));
            wasm_v128_store(out + (long)r * cols + c, a);
        }
    for (; c < cols; c++)
        for (int r = 0; r < rows; r++) {
            float a = first ? first[c] : 0;
            for (int e = l->start[r], end = l->start[r + 1]; e < end; e++)
                a += l->value[e] * matrix[(long)l->index[e] * cols + c];
            out[(long)r * cols + c] = a;
        }
}

/* ---- a dense layer ----------------------------------------------------------------------------------- */

static void activate(float *y, long count, int activation) {
    const v128_t zero = wasm_f32x4_splat(0), one = wasm_f32x4_splat(1);
    if (activation == LINEAR) return;
    for (long i = 0; i < count; i += 4) {
        float tail[4] = {0, 0, 0, 0};
        float *at = y + i;
        if (i + 4 > count) { for (long j = i; j < count; j++) tail[j - i] = y[j]; at = tail; }
        v128_t z = wasm_v128_load(at);
        if (activation == RELU) z = wasm_f32x4_max(zero, z);
        else {
            v128_t x = activation == TANH ? wasm_f32x4_add(z, z) : z;
            z = wasm_f32x4_div(one, wasm_f32x4_add(one, exp4(wasm_f32x4_neg(x))));
            if (activation == TANH) z = wasm_f32x4_sub(wasm_f32x4_add(z, z), one);
        }
        wasm_v128_store(at, z);
        if (at == tail) for (long j = i; j < count; j++) y[j] = tail[j - i];
    }
}

/* dz = dy * f'(z), with f' told from y, as activations.py has it; in place. */
static void deactivate(const float *y, float *dy, long count, int activation) {
    const v128_t zero = wasm_f32x4_splat(0), one = wasm_f32x4_splat(1);
    long i = 0;
    if (activation == LINEAR) return;
    for (; i + 4 <= count; i += 4) {
        v128_t a = wasm_v128_load(y + i), g = wasm_v128_load(dy + i);
        if (activation == RELU) g = wasm_v128_and(g, wasm_f32x4_gt(a, zero));
        else if (activation == SIGMOID) g = wasm_f32x4_mul(g, wasm_f32x4_mul(a, wasm_f32x4_sub(one, a)));
        else g = wasm_f32x4_mul(g, wasm_f32x4_sub(one, wasm_f32x4_mul(a, a)));
        wasm_v128_store(dy + i, g);
    }
    for (; i < count; i++) {
        float a = y[i];
        if (activation == RELU) dy[i] = a > 0 ? dy[i] : 0;
        else dy[i] *= activation == SIGMOID ? a * (1 - a) : 1 - a * a;
    }
}

/* out = x matrix + first, with the lists of ROWS rows at a time in scratch: it need not grow with the batch. */
static void multiply(const float *x, int n, int k, const float *matrix, int m, const float *first, float *out,
                     void *scratch) {
    for (int r = 0; r < n; r += ROWS, x += (long)ROWS * k, out += (long)ROWS * m) {
        int rows = n - r < ROWS ? n - r : ROWS;
        Lists lists;
        layout(&lists, scratch, rows, rows * k);
        lists_of_rows(x, rows, k, &lists);
        sum_rows(&lists, rows, matrix, m, first, out);
    }
}

/* a: x [n,k]  b: kernel [k,m]  c: bias [m]  d: y [n,m]; scratch, if there are no lists: those of ROWS rows of x */
static void dense_forward(const Call *p) {
    if (p->lists) {
        Lists rows;
        layout(&rows, p->lists, p->n, p->n * p->k);
        lists_of_rows(p->a, p->n, p->k, &rows);
        sum_rows(&rows, p->n, p->b, p->m, p->c, p->d);
    } else {
        multiply(p->a, p->n, p->k, p->b, p->m, p->c, p->d, p->scratch);
    }
    activate(p->d, (long)p->n * p->m, p->activation);
}

/* a: x [n,k]  b: kernel [k,m]  c: y [n,m]  d: dy [n,m], becomes dz  e: dkernel [k,m]  f: dbias [m]
 * g: dx [n,k] or null; scratch: lists of x by row, if its forward left none, and by column; then kernel transposed, lists of ROWS rows of dz */
static void dense_backward(const Call *p) {
    int n = p->n, k = p->k, m = p->m;
    float *dz = p->d, *dbias = p->f;
    deactivate(p->c, dz, (long)n * m, p->activation);
    Lists rows, columns;
    int *after = layout(&rows, p->lists ? p->lists : p->scratch, n, n * k);
    layout(&columns, p->lists ? p->scratch : after, k, n * k);
    if (!p->lists) lists_of_rows(p->a, n, k, &rows);
    lists_of_columns(&rows, n, k, &columns);
    sum_rows(&columns, k, dz, m, 0, p->e);
    for (int c = 0; c < m; c++) dbias[c] = 0;
    for (int r = 0; r < n; r++)
        for (int c = 0; c < m; c++) dbias[c] += dz[(long)r * m + c];
    if (!p->g) return;
    const float *kernel = p->b;
    float *transposed = p->scratch;
    for (int j = 0; j < k; j++)
        for (int c = 0; c < m; c++) transposed[(long)c * k + j] = kernel[(long)j * m + c];
    multiply(dz, n, m, transposed, k, 0, p->g, transposed + (long)k * m);
}

/* a: logits [n,m]  b: labels, int32 [n]  c: probabilities [n,m]  d: gradient [n,m]  e: loss, one float;
 * 1 for a label that isn't there */
static int softmax_crossentropy(const Call *p) {
    int n = p->n, m = p->m;
    const float *z = p->a;
    const int *label = p->b;
    for (int r = 0; r < n; r++) if ((unsigned)label[r] >= (unsigned)m) return 1;
    float *probability = p->c, *gradient = p->d, loss = 0;
    for (int r = 0; r < n; r++, z += m, probability += m, gradient += m) {
        float most = z[0], total = 0;
        for (int c = 1; c < m; c++) most = z[c] > most ? z[c] : most;
        int c = 0;
        for (; c + 4 <= m; c += 4)
            wasm_v128_store(probability + c, exp4(wasm_f32x4_sub(wasm_v128_load(z + c), wasm_f32x4_splat(most))));
        for (; c < m; c++) probability[c] = exp1(z[c] - most);
        for (c = 0; c < m; c++) total += probability[c];
        loss += log1(total) - (z[label[r]] - most);
        for (c = 0; c < m; c++) {
            probability[c] /= total;
            gradient[c] = probability[c] / (float)n;
        }
        gradient[label[r]] -= 1.0f / (float)n;
    }
    *(float *)p->e = loss / (float)n;
    return 0;
}

/* ---- gathering and updating ---------------------------------------------------------------------------- */

/* a: x, uint8 [m,k]  b: row numbers, int32 [n]  c: out [n,k]; out = x * s + t; 1 for a row that isn't there */
static int gather(const Call *p) {
    const int *rows = p->b;
    for (int r = 0; r < p->n; r++) if ((unsigned)rows[r] >= (unsigned)p->m) return 1;
    float *out = p->c;
    const v128_t scale = wasm_f32x4_splat(p->s), offset = wasm_f32x4_splat(p->t);
    /* The rows lie far apart: touch every cache line of all of them first, so that their misses overlap. */
    volatile u8 touched = 0;
    u8 any = 0;
    for (int r = 0; r < p->n; r++)
        for (int c = 0; c < p->k; c += 64) any |= ((const u8 *)p->a)[(long)rows[r] * p->k + c];
    touched = any;
    (void)touched;
    for (int r = 0; r < p->n; r++, out += p->k) {
        const u8 *x = (const u8 *)p->a + (long)rows[r] * p->k;
        int c = 0;
        for (; c + 4 <= p->k; c += 4) {
            v128_t bytes = wasm_u32x4_extend_low_u16x8(wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(x + c)));
            v128_t v = wasm_f32x4_mul(wasm_f32x4_convert_i32x4(bytes), scale);
            wasm_v128_store(out + c, wasm_f32x4_add(v, offset));
        }
        for (; c < p->k; c++) out[c] = (float)x[c] * p->s + p->t;
    }
    return 0;
}

/* a: parameters  b: gradients  c: m  d: v, all [n]; s: rate  t: 1 - beta_1  u: 1 - beta_2  w: epsilon */
static void adam_update(const Call *p) {
    float *x = p->a, *g = p->b, *m = p->c, *v = p->d;
    const v128_t rate = wasm_f32x4_splat(p->s), t1 = wasm_f32x4_splat(p->t), t2 = wasm_f32x4_splat(p->u),
                 epsilon = wasm_f32x4_splat(p->w);
    int i = 0;
    for (; i + 4 <= p->n; i += 4) {
        v128_t gi = wasm_v128_load(g + i), mi = wasm_v128_load(m + i), vi = wasm_v128_load(v + i);
        mi = wasm_f32x4_add(mi, wasm_f32x4_mul(wasm_f32x4_sub(gi, mi), t1));
        vi = wasm_f32x4_add(vi, wasm_f32x4_mul(wasm_f32x4_sub(wasm_f32x4_mul(gi, gi), vi), t2));
        wasm_v128_store(m + i, mi);
        wasm_v128_store(v + i, vi);
        v128_t step = wasm_f32x4_mul(wasm_f32x4_div(mi, wasm_f32x4_add(wasm_f32x4_sqrt(vi), epsilon)), rate);
        wasm_v128_store(x + i, wasm_f32x4_sub(wasm_v128_load(x + i), step));
    }
    for (; i < p->n; i++) {
        m[i] += (g[i] - m[i]) * p->t;
        v[i] += (g[i] * g[i] - v[i]) * p->u;
        x[i] -= m[i] / (__builtin_sqrtf(v[i]) + p->w) * p->s;
    }
}

/* a: parameters  b: gradients  c: velocity or null, all [n]; s: rate  t: momentum */
static void sgd_update(const Call *p) {
    float *x = p->a, *g = p->b, *v = p->c;
    for (int i = 0; i < p->n; i++) {
        float step = -(g[i] * p->s);
        if (v) step = v[i] = v[i] * p->t - g[i] * p->s;
        x[i] += step;
    }
}

/* a: parameters  b: gradients  c: v, all [n]; s: rate  t: 1 - rho  u: epsilon */
static void rmsprop_update(const Call *p) {
    float *x = p->a, *g = p->b, *v = p->c;
    const v128_t rate = wasm_f32x4_splat(p->s), t1 = wasm_f32x4_splat(p->t), epsilon = wasm_f32x4_splat(p->u);
    int i = 0;
    for (; i + 4 <= p->n; i += 4) {
        v128_t gi = wasm_v128_load(g + i), vi = wasm_v128_load(v + i);
        vi = wasm_f32x4_add(vi, wasm_f32x4_mul(wasm_f32x4_sub(wasm_f32x4_mul(gi, gi), vi), t1));
        wasm_v128_store(v + i, vi);
        v128_t step = wasm_f32x4_mul(wasm_f32x4_div(gi, wasm_f32x4_sqrt(wasm_f32x4_add(vi, epsilon))), rate);
        wasm_v128_store(x + i, wasm_f32x4_sub(wasm_v128_load(x + i), step));
    }
    for (; i < p->n; i++) {
        v[i] += (g[i] * g[i] - v[i]) * p->t;
        x[i] -= g[i] / __builtin_sqrtf(v[i] + p->u) * p->s;
    }
}

/* Carry out calls one after another; operations are numbered as in wasm.py. Return 0, or 1 where a call
 * was refused, with nothing after it done. */
int nnweb_run(const Call *calls, int count) {
    for (const Call *p = calls; p < calls + count; p++) switch (p->op) {
        case 0: if (gather(p)) return 1; break;
        case 1: dense_forward(p); break;
        case 2: dense_backward(p); break;
        case 3: if (softmax_crossentropy(p)) return 1; break;
        case 4: adam_update(p); break;
        case 5: sgd_update(p); break;
        case 6: rmsprop_update(p); break;
        default: return 1;
    }
    return 0;
}
