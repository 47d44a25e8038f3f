/**
 * @typedef {import('../catalog/products.mjs').Product & { stock: number }} Offer
 * @typedef {import('../orders/routes.mjs').Order} Order
 *
 * @typedef {object} Shop
 * @property {string} environment
 * @property {Offer[] | undefined} offers undefined when the catalog does not answer
 * @property {Order[] | undefined} orders undefined when the orders do not answer
 * @property {{ good: boolean, text: string } | undefined} notice
 * @property {string | undefined} problem
 */

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --accent: #0b6e5f; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --accent: #59c2b0; --bad: #ff8a80; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
header { display: flex; justify-content: space-between; align-items: baseline; flex-wrap: wrap; }
ul.offers { list-style: none; padding: 0; display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }
ul.offers li { border: 1px solid var(--line); border-radius: 8px; padding: 1rem; }
h3 { margin: 0 0 .25rem; } .price { font-weight: 600; }
form { display: flex; gap: .5rem; align-items: center; margin-top: .75rem; }
input { width: 4rem; } input, button, select { font: inherit; padding: .25rem .5rem; }
button { border: 1px solid var(--accent); color: var(--accent); background: none;
  border-radius: 6px; cursor: pointer; }
.notice { border-left: 4px solid var(--accent); padding: .5rem 1rem; }
.notice.bad { border-color: var(--bad); }
table { border-collapse: collapse; width: 100%; } th { text-align: start; }
td, th { border-bottom: 1px solid var(--line); padding: .25rem .5rem; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
`;

/**
 * The shop as one page of HTML; it works without JavaScript.
 *
 * @param {Shop} shop
 */
export function shopPage({ environment, offers, orders, notice, problem }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tea shop</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>Tea shop</h1><span>${escape(environment)}</span></header>
<main>
${notice ? noticeBox(notice.good, notice.text) : ''}
${problem ? noticeBox(false, problem) : ''}
<h2>Products</h2>
${offers ? offerList(offers) : '<p>The products cannot be shown right now.</p>'}
<h2>Latest orders</h2>
${orders ? orderTable(orders) : '<p>The orders cannot be shown right now.</p>'}
${faultForm()}
</main>
</body>
</html>
`;
}

/** @param {boolean} good @param {string} text */
function noticeBox(good, text) {
  const role = good ? 'status' : 'alert';
  return `<p class="notice${good ? '' : ' bad'}" role="${role}">${escape(
    text,
  )}</p>`;
}

/** @param {Offer[]} offers */
function offerList(offers) {
  return `<ul class="offers">${offers.map(offerItem).join('')}</ul>`;
}

/** @param {Offer} offer */
function offerItem({ id, name, description, priceCents, stock }) {
  const field = `quantity-${escape(id)}`;
  const order =
    stock === 0
      ? '<p>Sold out</p>'
      : `<form method="post" action="/orders">
<input type="hidden" name="product" value="${escape(id)}">
<label for="${field}">Quantity</label>
<input id="${field}" name="quantity" type="number" min="1" max="10" value="1">
<button>Order ${escape(name)}</button></form>`;
  return `<li><h3>${escape(name)}</h3>
<div>${escape(description)}</div>
<div><span class="price">${(priceCents / 100).toFixed(
    2,
  )}</span> · ${stock} in stock</div>
${order}</li>`;
}

/** @param {Order[]} orders */
function orderTable(orders) {
  if (orders.length === 0) return '<p>No orders yet.</p>';
  const rows = orders
    .slice(0, 8)
    .map(
      ({ placedAt, product, quantity }) =>
        `<tr><td><time datetime="${escape(placedAt)}">${escape(
          placedAt.slice(11, 19),
        )}</time></td><td>${escape(
          product,
        )}</td><td class="number">${quantity}</td></tr>`,
    );
  return `<table><thead><tr><th scope="col">Time (UTC)</th><th scope="col">Product</th>
<th scope="col" class="number">Quantity</th></tr></thead><tbody>${rows.join(
    '',
  )}</tbody></table>`;
}

function faultForm() {
  return `<h2 id="fault">Break it</h2>
<p>Switch on a fault in the service <code>inventory</code>, then find out in the portal what is wrong.</p>
<form method="post" action="/fault">
<label for="mode">Fault</label>
<select id="mode" name="mode">
<option value="none">none</option>
<option value="latency">slow answers</option>
<option value="errors">errors</option>
<option value="crash">crash</option>
<option value="leak">memory leak</option>
</select>
<button>Switch the fault</button></form>`;
}

/** @param {string} text */
export function escape(text) {
  return text.replace(
    /[&<>"']/g,
    character => `&#${character.codePointAt(0)};`,
  );
}
