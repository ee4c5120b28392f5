package org.hublink.directory;

import java.util.List;
import org.hublink.protocol.Listing;
import org.hublink.protocol.Part;

/** A listing on its way into the table, with what is derived for the search. */
record ListingRow(
        Part part, Listing listing, byte[] hours, List<String> regions, List<String> bases, List<String> words) {}
