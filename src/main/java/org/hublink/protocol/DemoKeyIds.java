package org.hublink.protocol;

/** Ids of all keys of {@code keys-example}, in order. Written by {@code DemoKeysTest}; not by hand. */
final class DemoKeyIds {
    static final String[] HEX = {
        "1aa2d7b612940742f39ed266ddee000be26d58087ca8d3fb59aae8d82cc4ce5e",
        "1c93125d495f7780f546775bdc36ab8ad0149706db44fb098d88a10a910da32b",
        "2c122b61173f546381718ebf8d879d83cf7aceb781760e34c642ee0e3de441ee",
        "3291628a802069b4bc3aebe3acfcca6a77d1de714b034f438d03cfcc485e4703",
        "4e11882fdba3da460872d548ecd10138ce3e1d7134e04788e22bd0c2c67d1a62",
        "7a84d458ab7fd8ee8449bbb4d7fabeb24f5679f98bbadfc9715ca4ca8abe6111",
        "7bcb4a5c624ca2adcd398d4411a1b2dba15daa92c0f6422dfad71daa2ccbb5f0",
        "83e3ce309f1e577ad9103c675a98e90658a9dec02974858ded45e8f149250ac5",
        "8aeeba3e1f5169fd2e9d055cbb56922c4fa48acbf7e6ff4c574658ebb421eca2",
        "95f3c0aebdeee31f72599ab6f78d0358c50f3712f23e7919787f2c36d5787118",
        "b2762709d67f82dbdaff83b706ed40ac7ce0ddeb4f41703396e2fbf5845e498a",
        "c9495606e59f59aa53d8d1ac3a9fefff2cd5933b91d24535442df81c0d7f08e8",
        "deae28c522392847360b63138096dc01dd0428e8f059b98ef6303915d3f804b3",
        "e1e9c01c45a16591c436c04388f13167de7d0f20c142878135771a4a6bdc0be8",
        "fa7cba871c10730610c66e348a8ab0540734d850f29acf50a962fffe5211cc0c"
    };

    private DemoKeyIds() {}
}
