import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { metered } from '../../../metrics/__testUtils__/metered';
import { writeMetrics } from './metrics';

describe('metrics of changes', () => {
  it.each<[string, unknown]>([
    ['done', undefined],
    ['conflict', new ConflictError('')],
    ['refused', new NotAllowedError('')],
    ['refused', new AuthenticationError('')],
    ['not-found', new NotFoundError('')],
    ['invalid', new InputError('')],
    ['unreachable', new ServiceUnavailableError('')],
    ['failed', new TypeError('')],
    ['failed', 'thrown'],
  ])('count as %s what ended with %s', async (result, error) => {
    const { meter, read } = metered();
    const counted = writeMetrics(meter);
    counted('scale', error);
    counted('scale', error);
    const labels = `action="scale",capability="deployments",result="${result}"`;
    expect(await read()).toEqual({ [`pilothouse_writes_total{${labels}}`]: 2 });
  });
});
