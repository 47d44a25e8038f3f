import { pageContext } from '../http/visitor.ts';
import {
  confirmSignOutPage,
  errorPage,
  signedOutPage,
} from '../pages/pages.ts';
import { nameOf } from '../people/model.ts';
import type { PeopleStore } from '../people/store.ts';
import { activeUser } from './claims.ts';
import type { ProviderPages } from './provider.ts';

/** The pages that the provider shows by itself, in the visitor's language. */
export function providerPages(
  people: PeopleStore,
  portalUrl: string,
): ProviderPages {
  return {
    error(ctx, code, description) {
      ctx.type = 'html';
      const reason = description ? `${code}: ${description}` : code;
      ctx.body = errorPage(pageContext(ctx.req, portalUrl), 'refused', reason);
    },
    notFound(ctx) {
      ctx.status = 404;
      ctx.type = 'html';
      ctx.body = errorPage(pageContext(ctx.req, portalUrl), 'notFound');
    },
    confirmSignOut(ctx, form) {
      const user = activeUser(people.people, ctx.oidc.session?.accountId);
      ctx.type = 'html';
      ctx.body = confirmSignOutPage(
        pageContext(ctx.req, portalUrl),
        user ? nameOf(user) : '',
        form,
      );
    },
    signedOut(ctx) {
      ctx.type = 'html';
      ctx.body = signedOutPage(pageContext(ctx.req, portalUrl));
    },
  };
}
