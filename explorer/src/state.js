// What the explorer opens with: the tabs kept in this browser, the operation in the page's address, or the
// default query that the server wrote for its schema.

const TABS = "graphiql:tabState";
const OPEN_QUERY = "graphiql:query";
const SEEN_DEFAULT = "explorer:defaultQuery";

/** The name under which this browser keeps the tabs: two schemas served at one address in turn do not share them. */
export function workspace(endpoint, config) {
  const [, root = ""] = /^query (\w+)/m.exec(config.defaultQuery) ?? [];
  return `explorer:${endpoint.pathname}:${config.title}:${root}`;
}

/**
 * Tabs that still show an earlier default query, untouched, show the present one.
 *
 * Without this, whoever opened the explorer once would keep a default query of a schema that has changed since.
 */
export function followDefaultQuery(storage, defaultQuery) {
  const seen = storage.getItem(SEEN_DEFAULT);
  storage.setItem(SEEN_DEFAULT, defaultQuery);
  if (seen === null || seen === defaultQuery) return;

  if (storage.getItem(OPEN_QUERY) === seen) storage.setItem(OPEN_QUERY, defaultQuery);
  const state = readJson(storage.getItem(TABS));
  if (!Array.isArray(state?.tabs)) return;
  const tabs = state.tabs.map((tab) => (tab.query === seen ? { ...tab, query: defaultQuery } : tab));
  storage.setItem(TABS, JSON.stringify({ ...state, tabs }));
}

/** GraphiQL's initial state from `?query=&variables=`, the way links to operations are usually written. */
export function linkedOperation(search) {
  const parameters = new URLSearchParams(search);
  const query = parameters.get("query");
  if (!query) return {};
  return { initialQuery: query, initialVariables: parameters.get("variables") ?? "" };
}

function readJson(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
