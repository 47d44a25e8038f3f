import {
  box,
  CREATED_MS,
  fillInApplication,
  LOOKED_MS,
  newName,
  preview,
  review,
  reviewed,
  runEndsWith,
  words,
} from '../create-form.ts';
import { removeService } from '../created-service.ts';
import { deleteOnPage, DELETED_MS, openDeletion } from '../deletion-form.ts';
import { expect, test } from '../fixtures.ts';
import { leftOf } from '../left-of-service.ts';
import { people } from '../people.ts';
import { beSignedIn } from '../sign-in.ts';

/** The catalog reads what was registered in its own time. */
const LISTED_MS = 150_000;

test(
  'an application is not deleted before its services, and then whole but for the namespaces of the team',
  { tag: '@once' },
  async ({ page, language, platform, cluster }) => {
    test.setTimeout(
      CREATED_MS + 2 * LISTED_MS + 8 * LOOKED_MS + 2 * DELETED_MS,
    );
    const say = words[language];
    const service = { kind: 'component', name: newName() } as const;
    const application = { kind: 'system', name: newName() } as const;
    const title = `Tried out ${application.name}`;
    const systems = { page, platform, cluster };
    await beSignedIn(page, people.shopDeveloper.name);
    try {
      await fillInApplication(page, { name: application.name, title }, say);
      await (await review(page, application.name, say)).click();
      const entry = page.getByRole('link', { name: say.inCatalog });
      await runEndsWith(page, entry, CREATED_MS);
      await expect(async () => {
        await page.goto(`/catalog/default/system/${application.name}`);
        await expect(
          page.getByRole('heading', { name: title }).first(),
        ).toBeVisible();
      }).toPass({ timeout: LISTED_MS });

      const wanted = { application: title };
      await (await reviewed(page, service.name, say, wanted)).click();
      const answers = page.getByRole('link', { name: say.answers });
      await runEndsWith(page, answers, CREATED_MS);

      await openDeletion(page, application, say);
      await expect(preview(page, say.refused(application.name))).toBeVisible({
        timeout: LOOKED_MS,
      });
      await expect(box(page, say.application)).toHaveValue(title);
      const part = `component:default/${service.name}`;
      await expect(page.getByText(say.hasParts(part))).toBeVisible();
      const confirmation = page.getByRole('textbox', {
        name: say.type(application.name),
      });
      await expect(confirmation).toHaveCount(0);
      await page.getByRole('button', { name: say.review, exact: true }).click();
      // Told by the list and at the field.
      await expect(page.getByText(say.hasParts(part)).nth(1)).toBeVisible({
        timeout: LOOKED_MS,
      });
      await expect(page.getByRole('button', { name: say.deletes })).toHaveCount(
        0,
      );

      await deleteOnPage(page, service, say, [
        page.getByRole('row', { name: say.deployed }),
      ]);
      expect(await leftOf(service.name, systems)).toEqual([]);
      await deleteOnPage(page, application, say, [
        page.getByRole('row', { name: say.repositoryGoes }),
        page.getByRole('row', { name: say.namespaceStays }),
      ]);
      // The log of the run tells it, too.
      await expect(page.getByText(say.stay).first()).toBeVisible();
      await expect(
        page.getByRole('listitem').filter({ hasText: 'shop-dev' }).first(),
      ).toBeVisible();
      expect(await leftOf(application.name, systems)).toEqual([]);
    } finally {
      await removeService(service.name, systems);
      await removeService(application.name, systems);
    }
  },
);
