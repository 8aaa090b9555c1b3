"""Words that are names too, so that one of them alone says nothing about who is meant."""

# What stands before a name and is not part of it.
TITLES = frozenset(
    """
    mr mrs ms miss mx master dr doctor prof professor cllr councillor sir dame lord lady baroness
    baron viscount earl countess rev revd reverend canon bishop archdeacon rabbi imam fr father
    sister brother rt hon right honourable the alderman ald judge justice sheikh hajji pastor
    colonel col major maj captain capt sergeant sgt inspector superintendent supt lt lieutenant
    """.split()
)

# What stands after a name and is not part of it, though some are surnames too (Ma, Ba).
POST_NOMINALS = frozenset(
    """
    obe mbe cbe kbe dbe bem jp mp mep ms msp kc qc phd md frcgp frcp frcs frcn rgn rn bsc msc ba ma
    mba jr snr sr esq dl
    """.split()
)

# A title that makes the word after it a name even where all is typed small.
SALUTATIONS = frozenset("mr mrs ms mx dr prof professor cllr councillor".split())

PARTICLES = frozenset(
    """
    de del della da das do dos di du la le les van von der den ter ten zu bin ibn bint al el abu
    ap ab ferch o mac mc fitz st saint san y e
    """.split()
)

PLACEHOLDERS = frozenset(
    """
    tbc tba tbd unknown various none vacant vacancy name names nobody anon anonymous several na
    nk confirmed announced
    """.split()
)

# Names no more telling alone than a month, a place or a title is: never looked for on their own.
NEVER_ALONE = frozenset(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday summer autumn winter england wales
    scotland ireland britain london paris york lincoln kent devon essex sussex norfolk suffolk
    cornwall somerset derby chester lancaster leicester bristol bath wells oxford cambridge
    durham preston bolton burton barnet lewisham kingston richmond windsor winchester warwick
    stafford carlisle halifax bradford sheffield boston washington dallas austin florence
    victoria georgia chelsea india asia china jordan israel chad holland france german norman
    north south east west king queen prince duke church chapel castle bridge street park social
    public health care city county council finance board bureau chair chairman chairs chairwoman
    chief child children clinical colleague committee community corporate deputy director
    directors district executive general governor group head interim lead leader leads manager
    managers matron medical member members nurse officer officers operations partner partners
    patients people policy practice president representative residents secretary service
    services team trust trustee unit vice volunteer volunteers worker workers
    """.split()
)

# Names that are everyday words: alone they count only with a capital that starts no sentence.
EVERYDAY = frozenset(
    """
    abbot abbott able ace amber angel apple arch archer art ash baby bacon bailey baker ball
    banks banner barber bark barker barn barrel basil bates battle beach beacon bean bear beard
    beck bell bench berry best bill bird bishop black blank bliss bloom blossom blue bob bolt
    bond book booth bow bowler bowman box boy brand brave bread brewer brick bright brisk broad
    brook brooks brown buck bud budget bull bunting burn burns bush butcher butler butt butter
    candy cane cannon card carol carpenter carr cart carter carver case cash cave chance
    chandler chapman charity chase chip chips christian christmas chuck church clark clay
    clement clerk cliff cloud coach coal cole coleman collier comfort constable constance cook
    cooper copper coral corner cotton court coward cox crane cream creed crisp crook cross crow
    crown crystal curry dale daisy dance day dawn dean dear dell dexter diamond dick dish dolly
    dolphin drake draper draw drew drive driver dry dusty dyer early earnest ebony eden elder
    ember english eve ever fair fairy faith fall farmer favour fawn fay fern field fields finch
    fish fisher fit flash flint flower flowers fog ford forest foster fountain fowler fox frank
    freed freedom freeman french friend frost fry fuller gage gale gardener gates gay gem gene
    gentle gift ginger glass glen glory glover golden goldsmith good goode grace grant grave
    graves gray green greene grey griffin groom grove guest gull gunner gus guy hale hall ham
    hammer hand hands hardy harmony harper harry hart harvest hawk hawthorn hay hazel head heart
    heath heather heaven hedge henry herring high hill hills hilt hobbs hobby holiday holly
    holmes home honey honour hood hooker hope hopes hopper horn horne house hunt hunter hurst
    inch ink iris ivory ivy jack jade jasmine jay jean jenny jewel jimmy joy judge juniper just
    justice keen kettle key keys kidd kitchen kite kitty knight knot lake lamb lance lane lark
    law laws lawless lawn leaf leak lee lily link little lock lodge long looker loom lord love
    lovely low luck lucky lush mace mack mallet man manning many marina mark marks marsh marshal
    marshall martin mason masters matt mead means mercy merry mike mild miles mill miller mills
    mint mole moon moor moore moors more moss mount moody morrow mustard nail nash neat need
    needs new newcomer newman nice nick nightingale noble nobody noon nun oak oakes oakley olive
    only opal orange ore page pain pains painter pansy park parker parson parsons part partridge
    pat patience patient paul peace peach peacock pear pearl peel pen penny pepper perfect perry
    pet peters petty pie piper pitt plant plumb plummer poet pole pollard pond poole poor pope
    poppy porter pott potter potts powder power powers price pride priest prior proctor proper
    proud prudence quick quilt rain rainbow ram ranger raven ray read reader reason reed reeve
    reeves regent reid rice rich ridge ring rise river rivers road rob robin rock rocky rod roe
    rolls roman romeo rook root rose rosemary rosy rowan rowe roy royal ruby rush russet sad
    sadler saffron sage salmon salt sam sandy sawyer say school scott seal self senior serene
    sergeant sewell sexton shade sharp shaw shepherd sherry shield shields ship shore short shy
    silver simple singer skinner skipper sky small smart smith snow so sole song sparks sparrow
    spears spencer spicer spring squires stack staff stag stamp star stark steel steele stephens
    stern steward stewart still stock stone storey storm strange strong stubbs sue sugar summers
    sunny sutton swallow swan sweet swift sword tailor tanner taylor teal terry thatcher thorn
    thyme tim tiller todd tom tony tower towers town trim true tucker turner twist tyler
    underwood usher vale van verity vest vicar victor viola violet wade wait waite walker wall
    walls walter ward warden warm warner warren waters watt watts way weaver webb weeks well
    wheeler white wick wild wiley will willing willow wills win wind winner winter winters wise
    wolf wood woods woodward woody wool worth wren wright yard year yeoman young youngs an as at
    by do go he hi ho if in is it me my no of oh on or see to too up us we you and are but for
    has her him his its lay led let may men met nor not off old one our out own put ran red run
    sat set she six son ten the two use was who why yes yet
    """.split()
)
