import { fireEvent, screen, waitFor } from '@testing-library/react';
import { answer, portal, ref, refused } from '../__testUtils__/scene';

const page = '/marketplace/instances/postgresql/east/shop-dev/orders-db';
const allowed = { allowed: true };
const later = { allowed: false, because: { kind: 'made-by-hand' } };
const forbidden = { allowed: false, because: { kind: 'cluster' } };
const byHand = {
  ...answer,
  instance: answer.instance && { ...answer.instance, byHand: true },
};

const texts = {
  en: {
    note: /Made by hand with Helm/,
    why: 'It was made by hand; take it over first.',
    verb: 'Take over orders-db',
    delete: 'Delete orders-db',
    cluster: /The cluster does not let you/,
  },
  zh: {
    note: /由人使用 Helm 手工创建/,
    why: '它是手工创建的，请先接管。',
    verb: '接管 orders-db',
    delete: '删除 orders-db',
    cluster: /集群不允许您这样做/,
  },
};

describe.each(['en', 'zh'] as const)('in %s', language => {
  const say = texts[language];
  const open = async (
    adoption: () => object | Response,
    adopt: object = allowed,
  ) => {
    let isTaken = false;
    const { streams, asked } = portal(language, page, {
      abilities: () =>
        isTaken
          ? { update: allowed, delete: allowed, rollBack: allowed }
          : { update: later, delete: later, adopt },
      adoption: () => {
        const told = adoption();
        isTaken = !(told instanceof Response);
        return told;
      },
    });
    streams.show('marketplace.instance', byHand);
    const verb = await screen.findByRole('button', { name: say.verb });
    return { asked, streams, verb };
  };

  it('shows what was made by hand, and lets it be changed once it is taken over', async () => {
    const { asked, streams, verb } = await open(() => ({}));
    await waitFor(() => expect(verb).toBeEnabled());
    expect(screen.getByText(say.note)).toBeInTheDocument();
    expect(screen.getByText(say.why)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: say.delete })).toBeDisabled();
    fireEvent.click(verb);
    await waitFor(() =>
      expect(asked).toContainEqual(['adoption', { ref, uid: 'u1' }]),
    );
    streams.show('marketplace.instance', answer);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: say.delete })).toBeEnabled(),
    );
    expect(screen.queryByText(say.note)).toBeNull();
    expect(screen.queryByText(say.why)).toBeNull();
  });

  it('says why it was not taken over', async () => {
    const { verb } = await open(() =>
      refused(409, 'ConflictError', 'is of the chart nginx'),
    );
    await waitFor(() => expect(verb).toBeEnabled());
    fireEvent.click(verb);
    expect(await screen.findByText(/of the chart nginx/)).toBeInTheDocument();
  });

  it('says why somebody may not take it over', async () => {
    const { verb } = await open(() => ({}), forbidden);
    expect(await screen.findByText(say.cluster)).toBeInTheDocument();
    expect(verb).toBeDisabled();
  });
});
