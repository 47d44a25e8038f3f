import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { z } from 'zod';
import { readForm } from '../http/body.ts';
import { PageError } from '../http/page-error.ts';
import type { PeopleStore } from '../people/store.ts';
import { activeUser } from './claims.ts';

const choiceSchema = z.object({ person: z.uuid() });

/** What the sign-in page needs to know of the request that it answers. */
export interface SignInRequest {
  readonly uid: string;
  /** The client's `ui_locales`, if any. */
  readonly uiLocales: string | undefined;
}

/**
 * Finds the sign-in that this browser began; only the browser with its cookie may go on.
 *
 * @returns undefined when nothing is left to ask and the answer has been sent
 * @throws PageError when it has expired or belongs to another browser
 */
export async function beginSignIn(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  uid: string,
): Promise<SignInRequest | undefined> {
  const interaction = await interactionOf(provider, request, response, uid);
  if (interaction.prompt.name === 'consent') {
    await provider.interactionFinished(request, response, { consent: {} });
    return undefined;
  }
  const { ui_locales: uiLocales } = interaction.params;
  return {
    uid,
    uiLocales: typeof uiLocales === 'string' ? uiLocales : undefined,
  };
}

/**
 * Signs in as the person chosen on the page and sends the browser on its way.
 *
 * @returns the person's user name
 * @throws PageError when the choice cannot be had
 */
export async function finishSignIn(
  provider: Provider,
  people: PeopleStore,
  request: IncomingMessage,
  response: ServerResponse,
  uid: string,
): Promise<string> {
  await interactionOf(provider, request, response, uid);
  const choice = choiceSchema.safeParse(await readForm(request));
  const user = activeUser(people.people, choice.data?.person);
  if (!user) throw new PageError(400, 'personUnknown');
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: user.id, amr: ['user'] } },
    { mergeWithLastSubmission: false },
  );
  return user.userName;
}

async function interactionOf(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  uid: string,
) {
  try {
    const interaction = await provider.interactionDetails(request, response);
    if (interaction.uid === uid) return interaction;
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error;
  }
  throw new PageError(400, 'signInExpired');
}
