import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { CiServer } from '../../ci-server.ts';
import { same } from '../auth.ts';
import { type Call, parametersOf } from '../call.ts';
import { BadRequest, Forbidden } from '../errors.ts';
import { type Reply, text } from '../reply.ts';

const pushSchema = z.object({
  ref: z.string(),
  after: z.string(),
  repository: z.object({
    clone_url: z.string(),
    ssh_url: z.string().optional(),
    html_url: z.string().optional(),
  }),
});

/** `git/notifyCommit?url=&branches=&token=`: someone says that a repository has changed. */
export async function notifyCommit(
  call: Call,
  server: CiServer,
): Promise<Reply> {
  const parameters = parametersOf(call);
  const url = parameters.get('url');
  if (!url) throw new BadRequest('Say with the parameter url what has changed');
  const token = parameters.get('token') ?? '';
  if (call.principal.by === 'nobody' && !same(server.hookSecret, token))
    throw new Forbidden(
      'An access token is required: give the parameter token',
    );
  const branches = (parameters.get('branches') ?? '')
    .split(',')
    .filter(each => each !== '');
  const found = await server.branches.changed([url], branches);
  return text(
    found.length === 0
      ? `No git jobs using repository: ${url}\n`
      : found.map(each => `Scheduled ${each}\n`).join(''),
  );
}

/**
 * Gitea's webhook for pushes. It must be signed with the secret, and counts once however
 * often it is delivered.
 */
export async function giteaHook(
  { headers, body }: Call,
  server: CiServer,
): Promise<Reply> {
  const signature = headers['x-gitea-signature'];
  const expected = createHmac('sha256', server.hookSecret)
    .update(body)
    .digest('hex');
  if (typeof signature !== 'string' || !same(expected, signature))
    throw new Forbidden(
      'The signature of the delivery does not fit: give the webhook this server’s secret',
    );
  const event = headers['x-gitea-event'];
  if (event !== 'push') return text(`Nothing to do for the event ${event}\n`);
  const push = pushOf(body);
  const branch = /^refs\/heads\/(.+)$/.exec(push.ref)?.[1];
  if (branch === undefined) return text(`Nothing to do for ${push.ref}\n`);
  const delivery = headers['x-gitea-delivery'];
  if (
    typeof delivery === 'string' &&
    !(await server.deliveries.isNew(delivery))
  )
    return text(`The delivery ${delivery} was taken before\n`);
  const { clone_url: clone, ssh_url: ssh, html_url: html } = push.repository;
  const urls = [clone, ssh, html].filter(each => each !== undefined);
  const found = await server.branches.changed(urls, [branch], push.after);
  return text(found.map(each => `Scheduled ${each}\n`).join(''));
}

/** @throws BadRequest */
function pushOf(body: Buffer): z.infer<typeof pushSchema> {
  try {
    return pushSchema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    throw new BadRequest('The delivery is not a push as Gitea sends it');
  }
}
