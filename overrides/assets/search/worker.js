/* The theme's search worker, whose name is this one's fragment, behind two steps of our own: it searches for
 * what `query.js` makes of the words, and loads the texts with the first search instead of with each page. */
"use strict";

let answer; // the theme's listener: it posts its answer to the page
const listen = self.addEventListener;
self.addEventListener = (type, listener) => (answer = listener);
importScripts("query.js", `../javascripts/workers/${location.hash.slice(1)}`);

const SETUP = 0, QUERY = 2, RESULT = 3; // the types of the theme's messages
let setup; // the settings of the index
let loaded; // a promise: the texts are there

async function load() {
  const response = await fetch(new URL("../../search/documents.json", location));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const { docs } = await response.json();
  await answer({ data: { type: SETUP, data: { ...setup, docs } } });
}

async function search(typed) {
  if (typed.trim() && !setup.docs.length) {
    loaded ??= load();
    try {
      await loaded;
    } catch (error) {
      loaded = null; // the next search tries again
      console.warn(error);
      return postMessage({ type: RESULT, data: { items: [] } });
    }
  }
  const query = self.searchQuery(typed, setup.config.separator, self.lunr.stopWordFilter);
  return answer({ data: { type: QUERY, data: query } });
}

listen.call(self, "message", ({ data: { type, data } }) => {
  if (type === QUERY) return search(data);
  if (type === SETUP) setup = data;
  return answer({ data: { type, data } });
});
