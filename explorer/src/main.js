// The explorer: GraphiQL over the endpoint that served this page. The page carries its configuration as data
// (`<script type="application/json" id="explorer">`), so no script is written inline and a strict
// Content-Security-Policy holds.
import "./workers.js";
// Not graphiql/style.css: it carries Monaco's styles a second time and 500 kB of fonts.
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "@graphiql/plugin-explorer/style.css";
import "./explorer.css";
import "./favicon.svg"; // the server names it in the page

import { explorerPlugin } from "@graphiql/plugin-explorer";
import { createGraphiQLFetcher, createLocalStorage } from "@graphiql/toolkit";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

import { followDefaultQuery, linkedOperation, workspace } from "./state.js";

const config = JSON.parse(document.getElementById("explorer").textContent);
const endpoint = new URL(config.endpoint, document.baseURI);
endpoint.search = endpoint.hash = "";
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol === "https:" ? "wss:" : "ws:";

const storage = createLocalStorage({ namespace: workspace(endpoint, config) });
followDefaultQuery(storage, config.defaultQuery);

createRoot(document.getElementById("app")).render(
  createElement(
    GraphiQL,
    {
      fetcher: createGraphiQLFetcher({
        url: endpoint.href,
        subscriptionUrl: socket.href,
        headers: { accept: "application/graphql-response+json, application/json;q=0.9, multipart/mixed;q=0.8" },
      }),
      plugins: [HISTORY_PLUGIN, explorerPlugin()],
      defaultQuery: config.defaultQuery,
      ...linkedOperation(window.location.search),
      storage,
      shouldPersistHeaders: false,
      defaultEditorToolsVisibility: false,
      inputValueDeprecation: true,
      schemaDescription: true,
    },
    createElement(GraphiQL.Logo, null, createElement("span", { className: "explorer-title" }, config.title)),
  ),
);
