import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  NotImplementedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ORPCError } from '@orpc/server';
import { HalfMadeError } from '../features/marketplace/HalfMadeError';
import { NotKnownYetError } from '../kube/access';
import { AnswerLostError } from '../kube/AnswerLostError';
import { errorBody, isOurFault, toWireError } from './errors';

const request = { method: 'GET', url: '/api/platform/health/parts' };

describe('toWireError', () => {
  it.each([
    [new InputError('no'), 400],
    [new AuthenticationError('no'), 401],
    [new NotAllowedError('no'), 403],
    [new NotFoundError('no'), 404],
    [new ConflictError('no'), 409],
    [new NotImplementedError('no'), 501],
    [new ServiceUnavailableError('no'), 503],
    [new NotKnownYetError('no'), 503],
    [new HalfMadeError('no'), 503],
    [new AnswerLostError('east', 'no'), 503],
  ])('keeps the class and the message of a %p', (error, statusCode) => {
    expect(errorBody(toWireError(error, request))).toEqual({
      error: { name: error.name, message: error.message },
      request,
      response: { statusCode },
    });
  });

  it('tells nothing of the inside of an unexpected error', () => {
    const wire = toWireError(new Error('password=hunter2'), request);
    expect(JSON.stringify(errorBody(wire))).not.toContain('hunter2');
    expect(wire.status).toBe(500);
    expect(isOurFault(wire)).toBe(true);
  });

  it('names the field that validation refused', () => {
    const refused = new ORPCError('BAD_REQUEST', {
      message: 'Input validation failed',
      data: { issues: [{ path: ['spec', 'replicas'], message: 'too small' }] },
    });
    expect(errorBody(toWireError(refused, request))).toMatchObject({
      error: {
        name: 'InputError',
        message: 'Input validation failed: spec.replicas: too small',
      },
      response: { statusCode: 400 },
    });
  });
});
