import { fetchApiRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  renderIn,
  type TestLanguage,
} from '@pilothouse/plugin-platform-react/testing';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NameField } from './name';

const check = { check: 'free', system: 'git', name: 'shop/web' };
const silent = {
  checks: [{ ...check, ok: false, message: 'no answer', found: 'unknown' }],
};
const free = { checks: [{ ...check, ok: true, message: '', found: 'free' }] };

const words = {
  en: {
    late: /^Looking whether the name is free… Still waiting for answers of git/,
    silent:
      /^Whether the name is free in git could not be found out: no answer/,
    blocked: /^Nothing can be created under this name until that is known/,
    again: 'Look again',
    free: 'web is free everywhere.',
  },
  zh: {
    late: /^正在检查名称是否可用… 仍在等待代码仓库/,
    silent: /^无法确认名称在代码仓库中是否可用：no answer/,
    blocked: /^确认之前，无法用此名称创建/,
    again: '重新查询',
    free: 'web 在各处均可用。',
  },
};

function open(language: TestLanguage, fetch: () => Promise<Response>) {
  const props = {
    formData: 'web',
    idSchema: { $id: 'name' },
    onChange: jest.fn(),
    registry: { formContext: { formData: { owner: 'group:default/shop' } } },
    schema: { title: 'Name' },
  } as unknown as FieldExtensionComponentProps<string>;
  renderIn(language, <NameField {...props} />, {
    apis: [[fetchApiRef, { fetch }]],
  });
}

describe.each(['en', 'zh'] as const)('in %s', language => {
  const say = words[language];

  it('says which system is silent, and looks again', async () => {
    const answers = [silent, free];
    open(language, async () => Response.json(answers.shift()));

    expect(await screen.findByText(say.silent)).toBeVisible();
    expect(screen.getByText(say.blocked)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: say.again }));

    expect(await screen.findByText(say.free)).toBeVisible();
    expect(screen.queryByText(say.blocked)).toBeNull();
  });

  it('says after some seconds what it waits for', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    try {
      open(language, () => new Promise(() => {}));
      await screen.findByRole('textbox');
      expect(screen.queryByText(say.late)).toBeNull();

      act(() => jest.advanceTimersByTime(5_000));

      expect(await screen.findByText(say.late)).toBeVisible();
    } finally {
      jest.useRealTimers();
    }
  });
});
