import { placement, row } from '../__testUtils__/services';
import { changedSince } from './changed';
import { sightOf } from './gone';
import { mostRemembered, newsTest, seenWith, shownOf } from './seen';
import { lookedAt, newsFrom, readVisit, visitAt } from './visit';

const at = (time: string, offMinutes = 0) =>
  new Date(
    Date.parse(`2031-04-01T${time}:00.000Z`) + offMinutes * 60_000,
  ).toISOString();
const on = (cluster: string, changedAt?: string) => {
  const prod = placement('prod', { changedAt });
  return { ...prod, ref: { ...prod.ref, cluster } };
};

const sight = sightOf([], [], []);

it('finds the changes of each cluster, whoever has made them', () => {
  expect(
    shownOf([
      row('web', [on('east', at('07:00')), on('west', at('05:00'))]),
      // The same moment as 07:30 in UTC.
      row('orders', [on('east', '2031-04-01T15:30:00.000+08:00')]),
      row('idle', [on('north')]),
    ]),
  ).toEqual({
    east: ['2031-04-01T15:30:00.000+08:00', at('07:00')],
    west: [at('05:00')],
  });
});

it('does not forget what was seen of a cluster that shows less now', () => {
  const seen = { east: [at('07:00')], west: [at('07:10')] };
  expect(seenWith(seen, { east: [at('06:00')] })).toEqual({
    east: [at('07:00'), at('06:00')],
    west: [at('07:10')],
  });
});

it('remembers no more of a cluster than it should, and takes what is older for seen', () => {
  const times = Array.from({ length: mostRemembered + 50 }, (_, minute) =>
    at('00:00', minute),
  );
  const seenBefore = seenWith({}, { east: times });
  expect(seenBefore.east).toHaveLength(mostRemembered);
  const isNews = newsTest({ since: at('08:00'), seenBefore });
  const news = [0, 49.5, 50, 50.5, 149, 149.5].filter(minute =>
    isNews('east', at('00:00', minute)),
  );
  expect(news).toEqual([50.5, 149.5]);
});

it.each([
  ['few clusters', 3],
  ['many', 60],
])('keeps a visit of %s small enough to be stored', (_, count) => {
  const names = Array.from(
    { length: count },
    (__, i) => `production-east-${i}`,
  );
  const rows = names.flatMap(cluster =>
    Array.from({ length: 200 }, (__, minute) => {
      const name = `customer-notification-preferences-${minute}`;
      const { ref, ...rest } = on(cluster, at('00:00', minute));
      const placed = { ...rest, ref: { ...ref, name } };
      return row(name, [], {
        placements: {
          [`${cluster}/${ref.namespace}/Deployment/${name}`]: placed,
        },
      });
    }),
  );
  const shown = shownOf(rows);
  const all = sightOf(rows, rows, []);
  const first = visitAt(at('06:00'), {}, shown, all);
  const visit = readVisit(visitAt(at('08:00'), first, shown, all));
  expect(JSON.stringify(visit).length).toBeLessThan(90_000);
  expect(changedSince(rows, newsFrom(at('08:00'), visit))).toEqual([]);
});

describe.each([
  ['is 10 min behind', -10, -10],
  ['is right', 0, 0],
  ['is 10 min ahead', 10, 10],
  ['is set back, having been 10 min ahead', 10, 0],
  ['is set back, having been 10 min ahead, by 20 min', 10, -10],
  ['is set back by 10 min', 0, -10],
  ['is set back, having been a month ahead', 43_200, 0],
  ['is set right, having been 10 min behind', -10, 0],
  ['is set right, having been a month behind', -43_200, 0],
])('with a clock of the cluster that %s', (_, before, after) => {
  const web = (time: string, minutes: number) => [
    row('web', [on('east', at(time, minutes))]),
  ];

  it.each([
    ['a minute after the visit is news', web('06:06', after), ['web']],
    ['an hour after the visit is news', web('07:05', after), ['web']],
    ['a minute before the visit ended is none', web('06:04', before), []],
    ['long before the visit is none', web('05:00', before), []],
  ])('a change %s', (__, back, expected) => {
    const left = [
      row('idle', [on('east', at('05:30', before))]),
      ...(expected.length > 0 ? web('05:00', before) : back),
    ];
    const first = visitAt(at('06:00'), {}, shownOf(left), sight);
    const stored = readVisit(
      JSON.parse(
        JSON.stringify(lookedAt(at('06:05'), first, shownOf(left), sight)),
      ),
    );
    const next = visitAt(at('08:00'), stored, shownOf(back), sight);
    const news = changedSince(back, newsFrom(at('08:00'), next));
    expect(news.map(({ service }) => service.name)).toEqual(expected);
  });
});
