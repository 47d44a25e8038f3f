import type { PageErrorCode } from '../http/page-error.ts';
import { directGroups } from '../people/memberships.ts';
import { nameOf, type People, type User } from '../people/model.ts';
import { html, type Html, trusted } from './html.ts';
import type { Language } from './language.ts';
import { type Messages, messages } from './messages.ts';

/** What every page needs. */
export interface PageContext {
  readonly language: Language;
  /** Path and query of this page, to come back to after switching the language. */
  readonly here: string | undefined;
  readonly portalUrl: string;
}

/** Lists who can sign in; a press on a person signs in as that person. */
export function signInPage(
  context: PageContext,
  people: People,
  action: string,
): string {
  const words = messages[context.language];
  const active = people.users.filter(user => user.active);
  const list = html`<form method="post" action="${action}">
    <h2 id="choose">${words.signIn.choose}</h2>
    <ul class="people" aria-labelledby="choose">
      ${active.map(user => choice(words, people, user))}
    </ul>
  </form>`;
  return page(
    context,
    words.signIn.title,
    html`<p>${words.signIn.note}</p>
      ${active.length > 0 ? list : html`<p>${words.signIn.nobody}</p>`}`,
  );
}

/** @param form - the provider's empty form with id `op.logoutForm` */
export function confirmSignOutPage(
  context: PageContext,
  name: string,
  form: string,
): string {
  const words = messages[context.language];
  return page(
    context,
    words.signOut.title(name),
    html`<p>${words.signOut.note}</p>
      ${trusted(form)}
      <p class="actions">
        <button class="primary" form="op.logoutForm" name="logout" value="yes">
          ${words.signOut.yes}
        </button>
        <a class="button" href="${context.portalUrl}">${words.signOut.no}</a>
      </p>`,
  );
}

export function signedOutPage(context: PageContext): string {
  const words = messages[context.language];
  return page(
    context,
    words.signedOut.title,
    html`<p>${words.signedOut.note}</p>
      ${toPortal(context)}`,
  );
}

/** What this is, and who is known here. */
export function aboutPage(
  context: PageContext,
  people: People,
  signedIn?: User,
): string {
  const words = messages[context.language];
  return page(
    context,
    words.about.title,
    html`<p>${words.about.note}</p>
      ${signedIn && signedInAs(words, signedIn)} ${toPortal(context)}
      <h2 id="people">${words.about.people}</h2>
      <ul class="people" aria-labelledby="people">
        ${people.users.map(
          user => html`<li class="person">${person(words, people, user)}</li> `,
        )}
      </ul>`,
  );
}

/** @param reason - machine-readable reason, shown small for whoever looks into it */
export function errorPage(
  context: PageContext,
  code: PageErrorCode,
  reason?: string,
): string {
  const words = messages[context.language];
  return page(
    context,
    words.errorTitle,
    html`<p>${words.errors[code]}</p>
      ${reason && html`<p class="small">${words.errorCode(reason)}</p>`}
      ${toPortal(context)}`,
  );
}

function page(context: PageContext, title: string, content: Html): string {
  const words = messages[context.language];
  const other: Language = context.language === 'en' ? 'zh-CN' : 'en';
  const target = `/language?${new URLSearchParams({
    to: other,
    back: context.here ?? '/',
  })}`;
  const languageSwitch = html`<a
    lang="${other}"
    hreflang="${other}"
    href="${target}"
    >${words.switchTo}</a
  >`;
  return html`<!DOCTYPE html>
    <html lang="${context.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${words.product}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/user-center.css" />
      </head>
      <body>
        <header>
          <span>${words.product}</span>${context.here
            ? languageSwitch
            : undefined}
        </header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `.markup;
}

function choice(words: Messages, people: People, user: User): Html {
  return html`<li>
    <button class="person" name="person" value="${user.id}">
      ${person(words, people, user)}
    </button>
  </li>`;
}

function person(words: Messages, people: People, user: User): Html {
  const groups = directGroups(people, user.id).map(group => group.displayName);
  const about = [
    ...(user.title ? [words.title(user.title)] : []),
    words.groups(groups),
    ...(user.active ? [] : [words.about.deactivated]),
  ];
  return html`<strong>${nameOf(user)}</strong>
    <span>${about.join(' · ')}</span>`;
}

function signedInAs(words: Messages, user: User): Html {
  return html`<p>
    ${words.about.signedInAs(nameOf(user))}
    <a href="/session/end">${words.signOut.yes}</a>
  </p>`;
}

function toPortal(context: PageContext): Html {
  return html`<p>
    <a href="${context.portalUrl}">${messages[context.language].toPortal}</a>
  </p>`;
}
