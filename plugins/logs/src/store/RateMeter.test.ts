import { RateMeter } from './RateMeter';

describe('RateMeter', () => {
  it('says nothing before it is known, then lines a minute', () => {
    const meter = new RateMeter();
    meter.count(500, 0);
    expect(meter.perMinute(10_000)).toBeUndefined();
    meter.begin(10_000);
    meter.count(10, 11_000);
    expect(meter.perMinute(14_000)).toBeUndefined();
    expect(meter.perMinute(20_000)).toBe(60);
    for (let second = 20; second < 200; second += 1) {
      meter.count(2, second * 1000);
    }
    expect(meter.perMinute(199_900)).toBe(120);
    expect(meter.perMinute(300_000)).toBe(0);
  });
});
