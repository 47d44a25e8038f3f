/** @typedef {Readonly<Record<string, string>>} Labels */

/** Upper bounds of the histogram's buckets, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** The figures of one service, given out in Prometheus' text format. */
export class Metrics {
  /** @type {Map<string, { type: string, help: string, read: () => Iterable<string> }>} */
  #families = new Map();

  /**
   * A figure that only grows.
   *
   * @param {string} name
   * @param {string} help
   */
  counter(name, help) {
    /** @type {Map<string, number>} */
    const values = new Map();
    this.#add(name, 'counter', help, () =>
      [...values].map(([labels, value]) => `${name}${labels} ${value}`),
    );
    return {
      /** @param {Labels} labels @param {number} [by] */
      add(labels, by = 1) {
        const key = format(labels);
        values.set(key, (values.get(key) ?? 0) + by);
      },
    };
  }

  /**
   * A figure that is looked up when somebody asks.
   *
   * @param {string} name
   * @param {string} help
   * @param {() => Iterable<readonly [Labels, number]>} read
   */
  gauge(name, help, read) {
    this.#add(name, 'gauge', help, () =>
      [...read()].map(([labels, value]) => `${name}${format(labels)} ${value}`),
    );
  }

  /**
   * How long things take, in seconds.
   *
   * @param {string} name
   * @param {string} help
   */
  histogram(name, help) {
    /** @type {Map<string, { labels: Labels, counts: number[], sum: number, count: number }>} */
    const series = new Map();
    this.#add(name, 'histogram', help, () =>
      [...series.values()].flatMap(one => histogramLines(name, one)),
    );
    return {
      /** @param {Labels} labels @param {number} seconds */
      observe(labels, seconds) {
        const key = format(labels);
        const one = series.get(key) ?? {
          labels,
          counts: BUCKETS.map(() => 0),
          sum: 0,
          count: 0,
        };
        BUCKETS.forEach((bound, index) => {
          if (seconds <= bound)
            one.counts[index] = (one.counts[index] ?? 0) + 1;
        });
        one.sum += seconds;
        one.count += 1;
        series.set(key, one);
      },
    };
  }

  /** Everything, in Prometheus' text format 0.0.4. */
  text() {
    return [...this.#families]
      .map(([name, { type, help, read }]) =>
        [
          `# HELP ${name} ${help}`,
          `# TYPE ${name} ${type}`,
          ...read(),
          '',
        ].join('\n'),
      )
      .join('');
  }

  /**
   * @param {string} name
   * @param {string} type
   * @param {string} help
   * @param {() => Iterable<string>} read
   */
  #add(name, type, help, read) {
    this.#families.set(name, { type, help, read });
  }
}

/**
 * @param {string} name
 * @param {{ labels: Labels, counts: number[], sum: number, count: number }} series
 */
function histogramLines(name, { labels, counts, sum, count }) {
  return [
    ...BUCKETS.map(
      (bound, index) =>
        `${name}_bucket${format({ ...labels, le: String(bound) })} ${
          counts[index]
        }`,
    ),
    `${name}_bucket${format({ ...labels, le: '+Inf' })} ${count}`,
    `${name}_sum${format(labels)} ${sum}`,
    `${name}_count${format(labels)} ${count}`,
  ];
}

/** @param {Labels} labels */
function format(labels) {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"\n]/g, '_')}"`,
  );
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}
